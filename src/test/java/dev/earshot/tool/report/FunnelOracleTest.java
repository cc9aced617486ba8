package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Surroundings;
import dev.earshot.tool.report.StepFunnel.Journey;
import dev.earshot.tool.report.StepFunnel.Unit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** DuckDB counts the same by other means. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class FunnelOracleTest extends FunnelShop {
    private static final int FUNNELS = 200;

    /** DuckDB finds each next step by its own join of the nearest in time. */
    @Test
    void duckdb_agrees_on_200_random_funnels() throws SQLException {
        Random random = new Random(24);
        Instant start = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(60));
        int completed = 0;
        try (RandomEvents events = RandomEvents.of(pool, random, 120, 40, start)) {
            for (int i = 0; i < FUNNELS; i++) {
                ReportPeriod period = period(random, start);
                Journey journey = journey(random);
                StepFunnel.Result ours = funnel.of(period, journey).await().atMost(Duration.ofSeconds(30));
                assertThat(ours).as("%s in %s", journey, period).isEqualTo(oracle(events, period, journey));
                completed += ours.completed() > 0 && ours.steps().size() > 1 ? 1 : 0;
            }
        }
        assertThat(completed).as("funnels that say anything").isGreaterThan(FUNNELS / 4);
    }

    private static Journey journey(Random random) {
        List<String> steps = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            steps.add(RandomEvents.one(random, RandomEvents.KINDS));
        }
        Unit unit = RandomEvents.one(random, List.of(Unit.values()));
        Optional<Duration> within = unit == Unit.CUSTOMER || random.nextBoolean()
                ? Optional.of(Duration.ofHours(1 + random.nextInt(900)))
                : Optional.empty();
        return new Journey(
                steps,
                unit,
                within,
                random.nextInt(3) == 0
                        ? Optional.of(RandomEvents.one(random, RandomEvents.PLATFORMS))
                        : Optional.empty(),
                random.nextInt(3) == 0
                        ? Optional.of(RandomEvents.one(random, RandomEvents.CATEGORIES))
                        : Optional.empty());
    }

    private StepFunnel.Result oracle(RandomEvents events, ReportPeriod period, Journey journey) throws SQLException {
        String filter =
                journey.platform().map(one -> " and platform = '" + one + "'").orElse("")
                        + journey.category()
                                .map(one -> " and list_contains(string_split(category, ' > '), '" + one + "')")
                                .orElse("");
        boolean ofSessions = journey.across() == Unit.SESSION;
        String unit = ofSessions ? "session_id" : "customer";
        String time = journey.within()
                .map(length -> "to_seconds(" + length.toSeconds() + ")")
                .orElse("to_years(10)");
        List<StepFunnel.Reached> reached = new ArrayList<>();
        try (Statement duck = events.duck().createStatement()) {
            duck.execute("create or replace table taken as select " + unit + " as unit, min(moment) as began,"
                    + " null::timestamp as before, min(moment) as moment from happened where event = '"
                    + journey.steps().get(0)
                    + "' and moment >= " + literal(period.from()) + " and moment < " + literal(period.to())
                    + filter
                    + " group by 1");
            duck.execute("create or replace table begun as select unit, began from taken");
            for (int i = 0; i < journey.steps().size(); i++) {
                if (i > 0) {
                    duck.execute(
                            "create or replace table taken as select t.unit, t.began, t.moment as before, e.moment from"
                                    + " taken t asof join (select " + unit
                                    + " as unit, moment from happened where event = '"
                                    + journey.steps().get(i) + "'" + filter
                                    + ") e on t.unit = e.unit and t.moment < e.moment"
                                    + " where e.moment <= t.began + " + time);
                }
                long count = number(duck, "select count(*) from taken");
                Double median = i == 0 || count == 0
                        ? null
                        : number(
                                        duck,
                                        "select list_sort(list(epoch_us(moment) - epoch_us(before)))"
                                                + "[(count(*) + 1) // 2] from taken")
                                / 1e6;
                long before = i == 0 ? count : reached.get(i - 1).reached();
                reached.add(new StepFunnel.Reached(journey.steps().get(i), count, before - count, median));
            }
            long underway = number(
                    duck,
                    "select count(*) from begun anti join taken using (unit) where began + " + time + " > "
                            + literal(clock.instant()) + (ofSessions ? " and unit like '%1'" : ""));
            long completed = reached.get(reached.size() - 1).reached();
            return new StepFunnel.Result(
                    ofSessions ? "session" : "customer",
                    journey.within().map(Duration::toString).orElse(null),
                    journey.platform().orElse(null),
                    journey.category().orElse(null),
                    reached,
                    completed,
                    reached.get(0).reached() - completed - underway,
                    underway);
        }
    }

    private static String literal(Instant at) {
        return "timestamp '" + LocalDateTime.ofInstant(at, ZoneOffset.UTC) + "'";
    }

    private static long number(Statement duck, String sql) throws SQLException {
        try (ResultSet found = duck.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
