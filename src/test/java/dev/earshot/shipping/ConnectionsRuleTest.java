package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.earshot.ProgramClasses;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every connection to Postgres is made in one place, so that all have the same TLS, deadlines and settings. */
class ConnectionsRuleTest {
    /** What makes a connection, or something that makes them. */
    private static final Set<String> MAKERS = Set.of(
            "io.vertx.pgclient.PgBuilder",
            "io.vertx.pgclient.PgPool",
            "io.vertx.pgclient.spi.PgDriver",
            "io.vertx.pgclient.PgConnectOptions",
            "io.vertx.pgclient.pubsub.PgSubscriber",
            "io.vertx.mutiny.pgclient.PgPool",
            "io.vertx.mutiny.pgclient.PgBuilder",
            "io.vertx.mutiny.pgclient.pubsub.PgSubscriber",
            "org.postgresql.ds.PGSimpleDataSource",
            "io.agroal.api.AgroalDataSource",
            "java.sql.DriverManager");

    /** TimedPool is of a pool's type and wraps one; it makes none. */
    private static final Set<String> MAY = Set.of(
            "dev.earshot.postgres.SqlClients",
            "dev.earshot.postgres.ConnectionOptions",
            "dev.earshot.postgres.TimedPool");

    @Test
    void one_place_makes_all_connections_to_postgres() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : ProgramClasses.ALL) {
            String name = type.getName().replaceAll("\\$.*", "");
            boolean sandbox = type.getPackageName().startsWith("dev.earshot.sandbox");
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getName())
                    .filter(target -> MAKERS.contains(target) && !MAY.contains(name) && !sandbox)
                    .forEach(target -> found.add(name + " → " + target));
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getName().equals("connect")
                            && call.getTargetOwner().getName().endsWith(".PgConnection"))
                    .forEach(call -> found.add(name + " → PgConnection.connect"));
        }
        assertThat(found).isEmpty();
    }
}
