package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.customer.IdleSessionCloser;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.tool.report.StepFunnel.Journey;
import dev.earshot.tool.report.StepFunnel.Unit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps in the order that a marketer names. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class StepFunnelTest {
    private static final String SAVED_AND_BOUGHT = "ai_query_submitted,ai_item_saved,ai_conversion_completed";
    private static final int FUNNELS = 200;

    @Inject
    SettableClock clock;

    @Inject
    IdleSessionCloser idle;

    @Inject
    StepFunnel funnel;

    @Inject
    Pool pool;

    private final String customer = "user_" + UUID.randomUUID();
    private Instant from;

    @BeforeEach
    void aShop() {
        Catalogue.ofASmallShop();
        clock.advance(Duration.ofHours(1));
        from = clock.instant();
    }

    @Test
    void a_session_counts_as_far_as_it_took_the_steps_in_their_order() {
        Visit all = Visit.of(customer);
        searches(all, 0);
        saves(all, 10);
        buys(all, 30);
        Visit wrongOrder = Visit.of(customer);
        saves(wrongOrder, 1);
        searches(wrongOrder, 1);
        Visit.of(customer);

        funnel(Map.of("steps", SAVED_AND_BOUGHT))
                .body("data.journey.across", is("session"))
                .body("data.journey.within", nullValue())
                .body("data.total", nullValue())
                .body(
                        "data.journey.steps.event",
                        contains("ai_query_submitted", "ai_item_saved", "ai_conversion_completed"))
                .body("data.journey.steps.reached", contains(2, 1, 1))
                .body("data.journey.steps.dropOff", contains(0, 1, 0))
                .body("data.journey.steps[0].medianSeconds", nullValue())
                .body("data.journey.completed", is(1))
                .body("data.journey.abandoned", is(0))
                .body("data.journey.underway", is(1));

        clock.advance(Duration.ofMinutes(40));
        idle.close().await().atMost(Duration.ofSeconds(10));
        funnel(Map.of("steps", SAVED_AND_BOUGHT))
                .body("data.journey.completed", is(1))
                .body("data.journey.abandoned", is(1))
                .body("data.journey.underway", is(0));
    }

    @Test
    void a_customer_may_take_the_steps_in_several_sessions_within_the_time() {
        searches(Visit.of(customer), 1);
        clock.advance(Duration.ofHours(1));
        saves(Visit.of(customer), 1);
        clock.advance(Duration.ofHours(1));
        buys(Visit.of(customer), 1);

        funnel(Map.of("steps", SAVED_AND_BOUGHT)).body("data.journey.steps.reached", contains(1, 0, 0));
        funnel(Map.of("steps", SAVED_AND_BOUGHT, "within", "PT3H"))
                .body("data.journey.across", is("customer"))
                .body("data.journey.steps.reached", contains(1, 1, 1));
        funnel(Map.of("steps", SAVED_AND_BOUGHT, "within", "PT90M"))
                .body("data.journey.steps.reached", contains(1, 1, 0))
                .body("data.journey.abandoned", is(1));
        funnel(Map.of("across", "customer"))
                .body("data.journey.within", is("PT168H"))
                .body("data.journey.steps.reached", contains(1, 0, 0, 0))
                .body("data.journey.underway", is(1));
    }

    @Test
    void all_steps_are_of_the_platform_and_the_category() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tent", "category", "outdoors");
        clock.advance(Duration.ofSeconds(1));
        saves(visit, 1);

        for (Map.Entry<String, Integer> count :
                Map.of("chatgpt", 1, "claude", 0).entrySet()) {
            funnel(Map.of("steps", "ai_query_submitted,ai_item_saved", "platform", count.getKey()))
                    .body("data.journey.completed", is(count.getValue()));
        }
        funnel(Map.of("steps", "ai_query_submitted", "category", "outdoors")).body("data.journey.completed", is(1));
        funnel(Map.of("steps", "ai_query_submitted", "category", "shoes")).body("data.journey.completed", is(0));
    }

    @Test
    void a_senseless_question_is_refused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "steps", "ai_item_svaed",
                        "across", "platform",
                        "within", "7 days")
                .entrySet()) {
            ask(Map.of(wrong.getKey(), wrong.getValue()))
                    .statusCode(400)
                    .body("errors.field", contains(wrong.getKey()));
        }
        ask(Map.of("within", "P93D")).statusCode(400);
        ask(Map.of("within", "PT0S")).statusCode(400);
        ask(Map.of("steps", "ai_item_saved" + ",ai_item_saved".repeat(8))).statusCode(400);
        ask(Map.of("steps", "ai_item_saved,")).statusCode(400);
    }

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

    private static ReportPeriod period(Random random, Instant start) {
        Instant from = start.plus(Duration.ofHours(random.nextInt(480)));
        return new ReportPeriod(from, from.plus(Duration.ofHours(1 + random.nextInt(480))));
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
            duck.execute(
                    "create or replace table taken as select %s as unit, min(moment) as began, null::timestamp as before,"
                                    .formatted(unit)
                            + " min(moment) as moment from happened where event = '"
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
                                        "select list_sort(list(epoch_us(moment) - epoch_us(before)))[(count(*) + 1) // 2]"
                                                + " from taken")
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

    private void searches(Visit visit, int after) {
        does(visit, after, "search_items", "query", "tent");
    }

    private void saves(Visit visit, int after) {
        does(visit, after, "save_item", "itemId", "tent-1");
    }

    private void buys(Visit visit, int after) {
        does(visit, after, "complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
    }

    private void does(Visit visit, int after, String tool, Object... arguments) {
        clock.advance(Duration.ofSeconds(after));
        visit.does(tool, arguments);
    }

    private ValidatableResponse funnel(Map<String, String> parameters) {
        return ask(parameters).statusCode(200);
    }

    private ValidatableResponse ask(Map<String, String> parameters) {
        RequestSpecification request = Api.admin().queryParam("from", from.toString());
        parameters.forEach(request::queryParam);
        return request.get("/admin/funnel").then();
    }
}
