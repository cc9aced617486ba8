package dev.earshot.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What customers do in the tools is kept, for rules and reports, as long as they let it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class CustomerEventsTest extends KeptEvents {
    private static List<Map<String, Object>> exported(String id) {
        return Api.admin()
                .get("/admin/customers/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .path("data.customer_event");
    }

    @Test
    void each_event_is_kept_with_what_the_catalogue_says_of_its_item() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tents", "category", "outdoors");
        visit.does("save_item", "itemId", "tent-1");
        visit.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");

        assertThat(names(customer))
                .containsExactly(
                        "ai_session_started", "ai_query_submitted", "ai_item_saved", "ai_conversion_completed");
        Row query = events(customer).get(1);
        assertThat(query.getString("category")).isEqualTo("outdoors");
        assertThat(query.getString("item_id")).isNull();
        Row saved = events(customer).get(2);
        assertThat(saved.getString("item_id")).isEqualTo("tent-1");
        assertThat(saved.getString("currency")).isEqualTo("USD");
        assertThat(saved.getValue("price").toString()).startsWith("2");
        assertThat(saved.getString("session_id")).startsWith("sess_");
        assertThat(saved.getString("platform")).isNotEmpty();
    }

    @Test
    void an_anonymous_visitors_events_become_the_known_customers_each_once() {
        Visit.of(customer).does("view_item", "itemId", "tent-1");
        Visit visit = Visit.anonymous();
        visit.does("save_item", "itemId", "tent-1");
        bits.upToDate().await().atMost(PATIENCE);
        visit.does("view_item", "itemId", "tent-1");
        visit.does("identify_customer", "customerId", customer);

        assertThat(names(customer))
                .containsExactlyInAnyOrder(
                        "ai_session_started",
                        "ai_result_viewed",
                        "ai_session_started",
                        "ai_item_saved",
                        "ai_result_viewed");
        assertThat(exported(customer)).hasSize(5);
    }

    @Test
    void a_customer_who_moved_keeps_what_was_done() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "California"));
        assertThat(names(customer)).contains("ai_item_saved");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "Oregon"));

        assertThat(names(customer)).containsExactly("ai_session_started", "ai_item_saved");
    }

    @Test
    void an_export_names_events_that_are_not_counted_yet() {
        Visit.of(customer).does("save_item", "itemId", "tent-1");
        assertThat(exported(customer)).extracting(row -> row.get("event")).contains("ai_item_saved");
    }

    @Test
    void erasing_removes_events_counted_or_not() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        assertThat(names(customer)).contains("ai_item_saved");
        int number = events(customer).get(0).getInteger("number");
        assertThat(waiting(number)).isEqualTo(2);
        visit.does("view_item", "itemId", "tent-1");
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);

        assertThat(names(customer)).isEmpty();
        assertThat(waiting(number)).isZero();
        assertThat(Rows.number(pool, "select count(*) from event_change where customer_id = $1", customer))
                .isZero();
    }

    /** Events that are not packed yet. */
    private long waiting(int number) {
        return Rows.number(pool, "select count(*) from event_unpacked where number = $1", number);
    }

    @Test
    void opting_out_removes_events_and_no_more_are_kept() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        assertThat(names(customer)).contains("ai_item_saved");
        Api.admin()
                .body(Map.of("granted", false))
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);
        visit.does("view_item", "itemId", "tent-1");

        assertThat(names(customer)).isEmpty();
        assertThat(exported(customer)).isEmpty();
    }

    @Test
    void a_program_does_nothing() {
        insightarc.knows(customer, "{\"stats\":{\"is_bot\":true},\"intents\":[]}");
        Visit.of(customer).does("save_item", "itemId", "tent-1");
        assertThat(names(customer)).doesNotContain("ai_item_saved");
    }
}
