package dev.earshot.tool.report;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of calls, from the arguments to Netmera's answer. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class CallHistoryTest {
    NetmeraStub netmera;

    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void quiet() {
        netmera.reset();
        Catalogue.ofASmallShop();
    }

    @Test
    void a_sessions_calls_are_listed_with_what_netmera_was_told_the_latest_first() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tent");
        visit.does("get_customer_context");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.admin()
                        .get("/admin/calls?session={s}", visit.sessionId())
                        .then()
                        .statusCode(200)
                        .body("data.tool", contains("search_items", "start_session"))
                        .body("data[0].customerId", is(customer))
                        .body("data[0].platform", is("chatgpt"))
                        .body("data[0].session", is("OPEN"))
                        .body("data[0].arguments.query", is("tent"))
                        .body("data[0].deliveries", hasSize(1))
                        .body("data[0].deliveries[0].event", is("ai_query_submitted"))
                        .body("data[0].deliveries[0].status", is("DELIVERED"))
                        .body("data[0].deliveries[0].settledAt", notNullValue())
                        .body("data[1].deliveries.event", contains("ai_session_started")));
    }

    @Test
    void a_rejected_event_stands_with_its_call_and_netmeras_reason() {
        netmera.answers(call -> call.body().encode().contains("AIResultViewed")
                ? Reply.of(400, "{\"code\":2020,\"error\":\"price is missing\"}")
                : Reply.OK);
        Visit visit = Visit.of(customer);
        visit.does("view_item", "itemId", "tent-1");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.admin()
                        .get("/admin/calls?session={s}&limit=1", visit.sessionId())
                        .then()
                        .body("data[0].tool", is("view_item"))
                        .body("data[0].deliveries[0].status", is("REJECTED"))
                        .body("data[0].deliveries[0].answer", is("400/2020 price is missing")));
    }

    @Test
    void a_profile_is_told_and_never_shown() {
        Visit visit = Visit.anonymous();
        visit.does(
                "identify_customer",
                "customerId",
                customer,
                "profile",
                new JsonObject().put("email", "somebody@example.com"));

        Api.admin()
                .get("/admin/calls?session={s}&limit=1", visit.sessionId())
                .then()
                .body("data[0].tool", is("identify_customer"))
                .body("data[0].arguments.profile", nullValue())
                .body("data[0].deliveries.event", contains("profile"));
    }

    @Test
    void calls_come_page_by_page() {
        Visit visit = Visit.of(customer);
        visit.does("view_item", "itemId", "tent-1");
        String next = Api.admin()
                .get("/admin/calls?session={s}&limit=1", visit.sessionId())
                .then()
                .body("data.tool", contains("view_item"))
                .extract()
                .path("nextCursor");
        Api.admin()
                .get("/admin/calls?session={s}&limit=2&cursor={n}", visit.sessionId(), next)
                .then()
                .body("data.tool", contains("start_session"))
                .body("nextCursor", nullValue());
        Api.admin()
                .get("/admin/calls?session=sess_nobody")
                .then()
                .statusCode(200)
                .body("data", empty());
    }

    @Test
    void the_next_page_is_there_although_the_last_call_of_this_one_was_erased() {
        Visit older = Visit.of(customer + "_older");
        Visit.of(customer + "_erased");
        String next = Api.admin().get("/admin/calls?limit=1").path("nextCursor");
        Api.admin().delete("/admin/customers/{id}", customer + "_erased").then().statusCode(204);

        Api.admin()
                .get("/admin/calls?limit=1&cursor={n}", next)
                .then()
                .body("data.sessionId", contains(older.sessionId()));
    }

    @Test
    void only_operators_see_calls() {
        Api.planner("bob").get("/admin/calls").then().statusCode(403);
        Api.admin().get("/admin/calls?limit=201").then().statusCode(400);
    }
}
