package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final int SUPERUSERS = 3;
    private static final int MIGRATING = 2;
    private static final int ENDING = 2;

    @Test
    void a_replica_that_does_not_fit_is_refused_and_all_that_do_not_are_warned_of() {
        assertThat(new ConnectionBudget(22, 13, 337).refusal()).isEmpty();
        assertThat(new ConnectionBudget(22, 13, 337).warning()).isEmpty();
        assertThat(new ConnectionBudget(22, 13, 285).refusal()).isEmpty();
        assertThat(new ConnectionBudget(22, 13, 285).warning())
                .contains("13 replicas (earshot.database.replicas) open up to 286 connections,"
                        + " and max_connections of Postgres leaves 285");
        assertThat(new ConnectionBudget(22, 1, 21).refusal()).isPresent();
    }

    @Test
    void the_production_overlay_has_connections_for_all_replicas_with_a_reserve() throws Exception {
        int shared =
                number("src/main/resources/application.properties", "\nquarkus.datasource.reactive.max-size=(\\d+)");
        int replicas = number("k8s/base/horizontalpodautoscaler.yaml", "maxReplicas: (\\d+)")
                + number("k8s/base/deployment.yaml", "maxSurge: (\\d+)")
                + ENDING;
        int available = number("k8s/overlays/production/database.yaml", "max_connections: \"(\\d+)\"") - SUPERUSERS;

        assertThat(replicas).isLessThanOrEqualTo(expectedReplicas());
        ConnectionBudget budget = new ConnectionBudget(SqlClients.most(shared), expectedReplicas(), available);
        assertThat(budget.warning()).isEmpty();
        assertThat(available - budget.replica() * budget.replicas()).isGreaterThanOrEqualTo(MIGRATING * replicas);
    }

    private static int expectedReplicas() throws NoSuchMethodException {
        return Integer.parseInt(DatabaseConfig.class
                .getMethod("replicas")
                .getAnnotation(WithDefault.class)
                .value());
    }

    private static int number(String file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
