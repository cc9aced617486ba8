package dev.earshot.customer;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a support desk sees of one customer. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class CustomerTimelineTest extends ObservedCustomer {
    @Inject
    IdleSessionCloser idle;

    @Test
    void a_customers_story_is_told_in_one_list_the_latest_first() {
        Visit visit = Visit.anonymous();
        clock.advance(ofSeconds(1));
        visit.does("search_items", "query", "hiking in california");
        clock.advance(ofSeconds(1));
        visit.does("identify_customer", "customerId", customer, "profile", new JsonObject().put("name", "A"));
        clock.advance(ofSeconds(1));
        drain();
        Instant optedOut = clock.instant();
        consents(false);
        clock.advance(ofMinutes(40));
        idle.close().await().atMost(ofSeconds(10));

        JsonPath story = timeline("").extract().jsonPath();
        List<String> types = story.getList("data.type");
        assertThat(types).startsWith("session_closed", "consent");
        assertThat(types.subList(2, 5)).containsExactlyInAnyOrder("session_identified", "profile", "call");
        assertThat(types.subList(5, types.size())).containsExactly("event", "call", "event", "call", "session_opened");
        assertThat(story.<String>getList("data.at"))
                .isSortedAccordingTo((one, other) -> Instant.parse(other).compareTo(Instant.parse(one)));
        assertThat(story.getString("data[0].details.status")).isEqualTo("ABANDONED");
        assertThat(story.getBoolean("data[1].details.granted")).isFalse();
        assertThat(Instant.parse(story.getString("data[1].at")))
                .isAfterOrEqualTo(optedOut)
                .isBefore(optedOut.plus(ofMinutes(40)));
        assertThat(story.getString("data[5].details.event")).isEqualTo("ai_query_submitted");
        assertThat(story.getString("data[5].details.status")).isEqualTo("DELIVERED");
        assertThat(story.getString("data[5].details.parameters.query_text")).isEqualTo("hiking in california");
        assertThat(story.getString("data[6].details.tool")).isEqualTo("search_items");
        assertThat(story.getBoolean("data.last().details.anonymous")).isTrue();
        assertThat(story.getList("data.sessionId").subList(2, types.size())).containsOnly(visit.sessionId());
    }

    @Test
    void a_profile_is_in_the_list_without_its_content() {
        Visit visit = Visit.of(customer);
        visit.does(
                "identify_customer",
                "customerId",
                customer,
                "profile",
                new JsonObject().put("email", "secret@example.com"));

        String all = timeline("").extract().asString();
        assertThat(all).contains("\"profile\"").doesNotContain("secret@example.com");
    }

    @Test
    void a_rejected_event_has_netmeras_reason() {
        Visit.of(customer);
        netmera.answers(call -> Reply.of(400, "{\"code\":2020,\"error\":\"entry point is missing\"}"));
        drain();

        timeline("")
                .body("data.find{it.type=='event'}.details.status", is("REJECTED"))
                .body("data.find{it.type=='event'}.details.answer", is("400/2020 entry point is missing"));
    }

    @Test
    void a_signal_has_its_evidence_and_an_audience_the_state_of_its_tag() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "hiking in california");
        visit.does("search_items", "query", "hiking boots");
        timeline("")
                .body("data.find{it.id=='int_hiking'}.details.source", is("query"))
                .body("data.find{it.id=='int_hiking'}.details.count", is(2))
                .body("data.find{it.id=='int_hiking'}.details.firstSeen", notNullValue());

        String audience = Api.planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\"]}],\"none\":[]}}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        Api.planner("ann").post("/audiences/" + audience + "/activate").then().statusCode(202);
        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            drain();
            timeline("")
                    .body("data.find{it.id=='" + audience + "'}.type", is("audience"))
                    .body("data.find{it.id=='" + audience + "'}.details.name", is("Hikers"))
                    .body("data.find{it.id=='" + audience + "'}.details.state", is("TAGGED"));
        });
    }

    @Test
    void pages_of_any_size_hold_every_entry_once_also_when_many_happened_at_one_moment() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "hiking in california");
        visit.does("view_item", "itemId", "tent-1");
        visit.does("save_item", "itemId", "tent-1");
        pool.preparedQuery("update call set at = $2 where customer_id = $1")
                .executeAndAwait(Tuple.of(customer, clock.instant().atOffset(ZoneOffset.UTC)));
        pool.preparedQuery("update delivery set created_at = $2 where customer_id = $1")
                .executeAndAwait(Tuple.of(customer, clock.instant().atOffset(ZoneOffset.UTC)));

        List<Map<String, Object>> all =
                timeline("?limit=200").body("nextCursor", nullValue()).extract().path("data");
        assertThat(all).hasSizeGreaterThan(9);
        for (int limit : List.of(1, 3, 7)) {
            List<Map<String, Object>> paged = new ArrayList<>();
            String cursor = null;
            do {
                JsonPath page = timeline("?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor))
                        .extract()
                        .jsonPath();
                List<Map<String, Object>> entries = page.getList("data");
                assertThat(entries).hasSizeBetween(1, limit);
                paged.addAll(entries);
                cursor = page.getString("nextCursor");
            } while (cursor != null);
            assertThat(paged).isEqualTo(all);
        }
    }

    @Test
    void an_erased_customer_is_unknown_and_so_is_one_that_never_was() {
        Visit.of(customer);
        timeline("");
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);

        for (String path : List.of("timeline", "profile")) {
            Api.admin()
                    .get("/admin/customers/{id}/" + path, customer)
                    .then()
                    .statusCode(404)
                    .body("code", is("CUSTOMER_NOT_FOUND"));
        }
        Api.admin().get("/admin/customers/user_never/timeline").then().statusCode(404);
        Api.admin().get("/admin/customers/{id}/timeline", "a b").then().statusCode(400);
    }

    @Test
    void only_operators_see_customers() {
        for (String path : List.of("", "/x/timeline", "/x/profile")) {
            Api.planner("bob").get("/admin/customers" + path).then().statusCode(403);
        }
        Api.admin().get("/admin/customers/x/timeline?limit=201").then().statusCode(400);
    }
}
