package dev.earshot.testing.database;

import dev.earshot.sandbox.EmbeddedDatabase;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A database of its own for a benchmark, with the application's schema, in {@code target/bench}. It is filled once and
 * stays: filling takes minutes. Its one connection has the application's settings, and no deadline.
 */
public final class LargeDatabase {
    private static final String SETTINGS = "quarkus.datasource.reactive.additional-properties.";

    private LargeDatabase() {}

    /** @param filled a query for whether it holds all rows already */
    public static Pool of(String name, String filled, List<String> filling) {
        EmbeddedDatabase postgres =
                EmbeddedDatabase.in(Path.of("target", "bench", "postgres").toAbsolutePath());
        String url = postgres.database(name);
        Migrations.run("jdbc:" + url, postgres.user());
        Pool pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url).setUser(postgres.user()))
                .with(new PoolOptions().setMaxSize(1))
                .build();
        if (!pool.query(filled).executeAndAwait().iterator().next().getBoolean(0)) {
            run(pool, "set maintenance_work_mem = '512MB'");
            filling.forEach(step -> run(pool, step));
            run(pool, "reset all");
        }
        Config config = ConfigProvider.getConfig();
        for (String setting : config.getPropertyNames()) {
            if (setting.startsWith(SETTINGS)) {
                run(
                        pool,
                        "set %s = '%s'"
                                .formatted(
                                        setting.substring(SETTINGS.length()), config.getValue(setting, String.class)));
            }
        }
        return pool;
    }

    private static void run(Pool pool, String sql) {
        pool.query(sql).executeAndAwait();
    }
}
