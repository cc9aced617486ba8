package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.customer.IdleSessionCloser;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.LaterEvents;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session ends after half an hour without calls. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class SessionEndTest {
    NetmeraStub netmera;
    InsightarcStub insightarc;

    @Inject
    SettableClock clock;

    @Inject
    IdleSessionCloser idle;

    @Inject
    Pool pool;

    @BeforeEach
    void quiet() {
        netmera.reset();
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    @Test
    void a_call_keeps_a_session_open_and_half_an_hour_of_silence_ends_it() {
        Visit visit = Visit.anonymous();
        clock.advance(Duration.ofMinutes(29));
        visit.does("search_items", "query", "tent");
        clock.advance(Duration.ofMinutes(29));
        visit.does("search_items", "query", "tent");

        clock.advance(Duration.ofMinutes(31));
        visit.call("search_items", "query", "tent").statusCode(409).body("code", is("SESSION_EXPIRED"));
        visit.call("identify_customer", "customerId", "user_late")
                .statusCode(409)
                .body("code", is("SESSION_EXPIRED"));
    }

    @Test
    void silent_sessions_are_closed_as_converted_or_abandoned() {
        Visit buyer = Visit.of("user_buyer");
        buyer.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
        Visit looker = Visit.of("user_looker");
        looker.does("view_item", "itemId", "tent-1");

        clock.advance(Duration.ofMinutes(31));
        idle.close().await().atMost(Duration.ofSeconds(10));

        assertThat(status(buyer)).isEqualTo("CONVERTED");
        assertThat(status(looker)).isEqualTo("ABANDONED");
    }

    @Test
    void events_of_a_visitor_who_left_without_a_name_leave_under_the_anonymous_id() {
        Visit visit = Visit.anonymous();
        String anonymous = visit.does("get_customer_context").extract().path("data.customer.customerId");
        visit.does("search_items", "query", "tent");
        LaterEvents.arrive(netmera);
        assertThat(netmera.received(anonymous)).isEmpty();

        clock.advance(Duration.ofMinutes(31));
        idle.close().await().atMost(Duration.ofSeconds(10));

        await().until(() -> netmera.received(anonymous).size() == 2);
        assertThat(netmera.namesReceived(anonymous)).containsExactly("AISessionStarted", "AIQuerySubmitted");
    }

    private String status(Visit visit) {
        return pool.preparedQuery("select status from session where id = $1")
                .executeAndAwait(Tuple.of(visit.sessionId()))
                .iterator()
                .next()
                .getString("status");
    }
}
