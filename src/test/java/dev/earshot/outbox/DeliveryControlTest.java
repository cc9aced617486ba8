package dev.earshot.outbox;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
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
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator sees of deliveries, and can do to them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DeliveryControlTest extends Drained {

    @Test
    void deliveries_are_listed_by_filter_the_latest_first_and_page_by_page() {
        Visit visit = Visit.of(customer);
        visit.does("view_item", "itemId", "tent-1");
        visit.does("save_item", "itemId", "tent-1");
        drain();
        visit.does("search_items", "query", "more");

        Api.admin()
                .get("/admin/deliveries?customer={c}", customer)
                .then()
                .statusCode(200)
                .body(
                        "data.event",
                        contains("ai_query_submitted", "ai_item_saved", "ai_result_viewed", "ai_session_started"))
                .body("data.status", contains("PENDING", "DELIVERED", "DELIVERED", "DELIVERED"))
                .body("data[0].body", nullValue());
        String next = Api.admin()
                .get("/admin/deliveries?customer={c}&status=delivered&limit=2", customer)
                .then()
                .body("data", hasSize(2))
                .extract()
                .path("nextCursor");
        Api.admin()
                .get("/admin/deliveries?customer={c}&status=delivered&limit=2&cursor={n}", customer, next)
                .then()
                .body("data.event", contains("ai_session_started"))
                .body("nextCursor", nullValue());
    }

    @Test
    void a_filter_that_makes_no_sense_is_refused_by_name() {
        for (String query :
                List.of("status=lost", "since=yesterday", "cursor=x", "limit=0", "limit=501", "limit=ten")) {
            Api.admin()
                    .get("/admin/deliveries?" + query)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", is(query.substring(0, query.indexOf('='))));
        }
    }

    @Test
    void a_rejected_delivery_can_be_mended_and_retried() {
        Visit.of(customer);
        netmera.willAnswer(Reply.of(400, "{\"code\":2004,\"error\":\"entryPoint must be a number\"}"));
        drain();
        String id = Api.admin()
                .get("/admin/deliveries?customer={c}", customer)
                .then()
                .body("data[0].status", is("REJECTED"))
                .body("data[0].answer", is("400/2004 entryPoint must be a number"))
                .extract()
                .path("data[0].id");

        Api.admin()
                .body(new JsonObject()
                        .put("body", new JsonObject().put("platform", "chatgpt").put("entry_point", 7))
                        .encode())
                .post("/admin/deliveries/{id}/retry", id)
                .then()
                .statusCode(200)
                .body("data.status", is("PENDING"));
        assertThat(drain()).isEqualTo(1);

        assertThat(netmera.received(customer).get(0).getInteger("entryPoint")).isEqualTo(7);
        Api.admin()
                .body("{}")
                .post("/admin/deliveries/{id}/retry", id)
                .then()
                .statusCode(409)
                .body("code", is("DELIVERY_NOT_REJECTED"));
        Api.admin().body("{}").post("/admin/deliveries/dlv_no/retry").then().statusCode(404);
    }

    @Test
    void a_mended_delivery_stays_that_of_its_customer_and_its_event() {
        Visit.of(customer);
        netmera.willAnswer(Reply.of(400, "{\"code\":2004,\"error\":\"no\"}"));
        drain();
        String id = Api.admin()
                .get("/admin/deliveries?customer={c}", customer)
                .then()
                .extract()
                .path("data[0].id");

        for (String name : List.of("extId", "ext_id", "name", "eventId", "event_time", "Ext_Id")) {
            Api.admin()
                    .body("{\"body\":{\"platform\":\"chatgpt\",\"" + name + "\":\"someone_else\"}}")
                    .post("/admin/deliveries/{id}/retry", id)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("body." + name));
        }
        Api.admin()
                .body("{\"body\":{\"entry_point\":1e400}}")
                .post("/admin/deliveries/{id}/retry", id)
                .then()
                .statusCode(400)
                .body("errors.field", contains("body.entry_point"));
        assertThat(drain()).isZero();
    }

    @Test
    void content_that_can_not_be_stored_is_refused() {
        Api.admin()
                .body("{\"body\":{\"platform\":\"a\\u0000b\"}}")
                .post("/admin/deliveries/dlv_no/retry")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_INPUT"))
                .body("detail", containsString("NUL"));
    }

    @Test
    void a_replay_with_a_misspelt_filter_repeats_nothing() {
        Visit.of(customer);
        drain();

        Api.admin()
                .body("{\"filter\":{\"status\":\"delivered\",\"costumer\":\"" + customer + "\"}}")
                .post("/admin/deliveries/replay")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("filter.costumer"));
        assertThat(drain()).isZero();
    }

    @Test
    void a_replay_repeats_what_its_filter_names_as_new_deliveries_that_name_the_old() {
        Visit visit = Visit.of(customer);
        visit.does("view_item", "itemId", "tent-1");
        drain();
        Visit.of("bystander_" + customer);
        drain();

        Api.admin()
                .body("{\"filter\":{\"customer\":\"" + customer + "\",\"status\":\"delivered\"}}")
                .post("/admin/deliveries/replay")
                .then()
                .statusCode(200)
                .body("data.replayed", is(2));
        assertThat(drain()).isEqualTo(2);

        assertThat(netmera.namesReceived(customer))
                .containsExactly("AISessionStarted", "AIResultViewed", "AISessionStarted", "AIResultViewed");
        assertThat(netmera.received(customer).get(3).getString("eventTime"))
                .as("when it happened, and not when it was repeated")
                .isEqualTo(netmera.received(customer).get(1).getString("eventTime"));
        Api.admin()
                .get("/admin/deliveries?customer={c}", customer)
                .then()
                .body("data[0].replayOf", notNullValue())
                .body("data[3].replayOf", nullValue());
        Api.admin()
                .body("{\"filter\":{}}")
                .post("/admin/deliveries/replay")
                .then()
                .statusCode(400);
    }

    @Test
    void while_paused_nothing_leaves_and_after_that_everything_does() {
        Api.admin().post("/admin/deliveries/pause").then().statusCode(200).body("data.paused", is(true));
        Visit.of(customer);
        assertThat(drain()).isZero();

        Api.admin().post("/admin/deliveries/resume").then().statusCode(200).body("data.paused", is(false));
        assertThat(drain()).isEqualTo(1);
    }

    @Test
    void only_admins_may_look_or_steer() {
        Api.planner("pam").get("/admin/deliveries").then().statusCode(403);
        Api.chatgpt().post("/admin/deliveries/pause").then().statusCode(403);
        get("/admin/deliveries").then().statusCode(401);
    }
}
