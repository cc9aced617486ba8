package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.customer.IdleSessionCloser;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
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
    @Inject
    SettableClock clock;

    @Inject
    IdleSessionCloser idle;

    @BeforeEach
    void aShop() {
        Catalogue.ofASmallShop();
    }

    @Test
    void sessions_are_counted_by_the_steps_they_took_and_in_the_time_they_began() {
        clock.advance(Duration.ofMinutes(1));
        Instant from = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Visit.of("user_silent");
        Visit looker = Visit.of("user_looker");
        looker.does("search_items", "query", "tent");
        looker.does("search_items", "query", "backpack");
        looker.does("view_item", "itemId", "tent-1");
        clock.advance(Duration.ofMinutes(10));
        Visit buyer = Visit.of("user_buyer");
        buyer.does("search_items", "query", "tent");
        buyer.does("view_item", "itemId", "tent-1");
        buyer.does("save_item", "itemId", "tent-1");
        buyer.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
        clock.advance(Duration.ofMinutes(31));
        idle.close().await().atMost(Duration.ofSeconds(10));
        Instant to = clock.instant();

        JsonPath picture = Api.admin()
                .get("/admin/funnel?from={f}&to={t}", from.toString(), to.toString())
                .then()
                .statusCode(200)
                .body("data.total.sessions", is(3))
                .body("data.total.query", is(2))
                .body("data.total.view", is(2))
                .body("data.total.save", is(1))
                .body("data.total.conversion", is(1))
                .body("data.total.abandoned", is(2))
                .body("data.stepSeconds", is(600))
                .extract()
                .jsonPath();
        assertThat(picture.<Integer>getList("data.series.counts.sessions")).startsWith(2, 1, 0);
        assertThat(picture.<Integer>getList("data.series.counts.conversion")).startsWith(0, 1, 0);
        assertThat(picture.<String>getList("data.series.at").get(0)).isEqualTo(from.toString());
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
