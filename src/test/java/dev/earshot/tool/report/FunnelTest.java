package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.customer.IdleSessionCloser;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far sessions get, as operators see it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class FunnelTest {
    private static final Duration SPAN = Duration.ofMinutes(10);

    @Inject
    SettableClock clock;

    @Inject
    Pool pool;

    @Inject
    IdleSessionCloser idle;

    @BeforeEach
    void aShop() {
        Catalogue.ofASmallShop();
    }

    @Test
    void sessions_are_counted_by_the_steps_they_took_and_in_the_time_they_began() {
        Instant from = nextSpan();
        Visit.of("user_silent");
        Visit looker = Visit.of("user_looker");
        looker.does("search_items", "query", "tent");
        looker.does("search_items", "query", "backpack");
        looker.does("view_item", "itemId", "tent-1");
        clock.advance(SPAN);
        Visit buyer = Visit.of("user_buyer");
        buyer.does("search_items", "query", "tent");
        buyer.does("view_item", "itemId", "tent-1");
        buyer.does("save_item", "itemId", "tent-1");
        buyer.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
        Instant to = clock.instant();

        JsonPath open = picture(from, to, 0);
        close();
        close();
        JsonPath closed = picture(from, to, 2);

        for (JsonPath picture : List.of(open, closed)) {
            assertThat(picture.<Integer>getList("data.series.counts.sessions")).containsExactly(2, 1);
            assertThat(picture.<Integer>getList("data.series.counts.conversion"))
                    .containsExactly(0, 1);
            assertThat(picture.<String>getList("data.series.at").get(0)).isEqualTo(from.toString());
        }
    }

    private static JsonPath picture(Instant from, Instant to, int abandoned) {
        return Api.admin()
                .get("/admin/funnel?from={f}&to={t}", from.toString(), to.toString())
                .then()
                .statusCode(200)
                .body("data.total.sessions", is(3))
                .body("data.total.query", is(2))
                .body("data.total.view", is(2))
                .body("data.total.save", is(1))
                .body("data.total.conversion", is(1))
                .body("data.total.abandoned", is(abandoned))
                .body("data.stepSeconds", is(600))
                .extract()
                .jsonPath();
    }

    @Test
    void a_session_that_goes_on_counts_where_it_began_with_all_that_was_done_in_it() {
        Instant from = nextSpan();
        Visit visit = Visit.of("user_patient");
        clock.advance(SPAN.multipliedBy(2));
        visit.does("view_item", "itemId", "tent-1");
        close();

        Api.admin()
                .get(
                        "/admin/funnel?from={f}&to={t}",
                        from.toString(),
                        from.plus(SPAN).toString())
                .then()
                .statusCode(200)
                .body("data.total.sessions", is(1))
                .body("data.total.view", is(1));
    }

    @Test
    void an_erased_customer_stays_a_nameless_one_in_the_counts_of_closed_sessions() {
        Instant from = nextSpan();
        Visit.of("user_erased_from_funnel").does("view_item", "itemId", "tent-1");
        close();
        Api.admin().delete("/admin/customers/user_erased_from_funnel").then().statusCode(204);

        Api.admin()
                .get(
                        "/admin/funnel?from={f}&to={t}",
                        from.toString(),
                        from.plus(SPAN).toString())
                .then()
                .statusCode(200)
                .body("data.total.view", is(1));
    }

    @Test
    void a_period_begins_and_ends_with_a_whole_span_of_ten_minutes() {
        Api.admin()
                .get("/admin/funnel?from=2026-03-01T08:01:02Z&to=2026-03-01T09:20:00.001Z")
                .then()
                .statusCode(200)
                .body("data.from", is("2026-03-01T08:00:00Z"))
                .body("data.to", is("2026-03-01T09:30:00Z"))
                .body("data.series.size()", is(9));
    }

    @Test
    void it_reads_counts_and_open_sessions_of_its_period_however_many_sessions_there_were() {
        List<String> manySessions =
                List.of("truncate session, session_count", """
                insert into session (id, customer_id, anonymous, platform, status, source_event, started_at,
                  last_seen_at)
                select 's' || n, 'c', false, 'chatgpt', case when n % 50 = 0 then 'OPEN' else 'ABANDONED' end, '',
                  now() - n * interval '1 minute', now() from generate_series(1, 20000) n""", """
                insert into session_count select now() - n * interval '10 minutes', 1, 1, 1, 1, 1
                from generate_series(1, 2000) n""", "analyze session", "analyze session_count");
        assertThat(new Plans(pool).kept(Funnel.COUNT, manySessions))
                .allMatch(way -> way.endsWith("session_unclosed") || way.endsWith("session_count_pkey"));
    }

    private Instant nextSpan() {
        Instant next = clock.instant().truncatedTo(ChronoUnit.HOURS);
        while (!next.isAfter(clock.instant())) {
            next = next.plus(SPAN);
        }
        clock.advance(Duration.between(clock.instant(), next).plusSeconds(1));
        return next;
    }

    private void close() {
        clock.advance(Duration.ofMinutes(31));
        idle.close().await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void without_a_period_it_is_the_last_seven_days_and_a_senseless_one_is_refused() {
        Api.admin().get("/admin/funnel").then().statusCode(200).body("data.series.size()", is(7));
        for (String query : List.of(
                "from=yesterday",
                "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2020-01-01T00:00:00Z",
                "from=-999999999-01-01T00:00:00Z")) {
            Api.admin().get("/admin/funnel?" + query).then().statusCode(400).body("errors[0].field", is("from"));
        }
        Api.planner("bob").get("/admin/funnel").then().statusCode(403);
    }
}
