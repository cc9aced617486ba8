package dev.earshot.http.auth;

import static dev.earshot.http.auth.TokenCalls.call;
import static dev.earshot.http.auth.TokenCalls.claims;
import static dev.earshot.http.auth.TokenCalls.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's token speaks for this customer, and for no other. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class CustomerTokenTest {
    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void items() {
        Catalogue.ofASmallShop();
    }

    @Test
    void a_signed_in_customers_session_is_theirs_without_identify_customer() {
        call(token(customer), "start_session", new JsonObject())
                .statusCode(200)
                .body("data.customer.customerId", is(customer))
                .body("data.customer.anonymous", is(false));
    }

    @Test
    void a_customer_who_signs_in_on_the_way_takes_their_anonymous_session_with_them() {
        String program = Api.issuer().sign(claims("gpt-client").claim("client_id", "gpt-client"));
        String session = call(program, "start_session", new JsonObject())
                .statusCode(200)
                .body("data.customer.anonymous", is(true))
                .extract()
                .path("data.sessionId");

        call(
                        Api.issuer().sign(claims(customer).claim("azp", "gpt-client")),
                        "view_item",
                        new JsonObject().put("sessionId", session).put("itemId", "tent-1"))
                .statusCode(200);
        call(program, "get_customer_context", new JsonObject().put("sessionId", session))
                .body("data.customer.customerId", is(customer));
    }

    @Test
    void to_be_told_of_ones_own_context_changes_nothing_of_an_anonymous_session() {
        String program = Api.issuer().sign(claims("gpt-client").claim("client_id", "gpt-client"));
        String session =
                call(program, "start_session", new JsonObject()).extract().path("data.sessionId");
        JsonObject visit = new JsonObject().put("sessionId", session);

        call(Api.issuer().sign(claims(customer).claim("azp", "gpt-client")), "get_customer_context", visit)
                .statusCode(200)
                .body("data.customer.customerId", is(customer));
        call(program, "get_customer_context", visit).body("data.customer.anonymous", is(true));
    }

    @Test
    void no_customer_speaks_for_another() {
        String other = "user_" + UUID.randomUUID();
        String session =
                call(token(other), "start_session", new JsonObject()).extract().path("data.sessionId");

        call(token(customer), "start_session", new JsonObject().put("customerId", other))
                .statusCode(403)
                .body("code", is("NOT_THIS_CUSTOMER"));
        String own = call(token(customer), "start_session", new JsonObject())
                .extract()
                .path("data.sessionId");
        call(
                        token(customer),
                        "identify_customer",
                        new JsonObject().put("sessionId", own).put("customerId", other))
                .statusCode(403);
        call(token(customer), "get_customer_context", new JsonObject().put("sessionId", session))
                .statusCode(404);
    }

    @Test
    void to_speak_for_another_customer_is_refused_in_the_same_way_when_it_is_tried_again() {
        String other = "user_" + UUID.randomUUID();
        JsonObject arguments = new JsonObject().put("customerId", other).put("idempotencyKey", "again-" + customer);

        for (int time = 0; time < 2; time++) {
            call(token(customer), "start_session", arguments).statusCode(403).body("code", is("NOT_THIS_CUSTOMER"));
        }
    }

    @Test
    void an_id_of_another_customer_or_platform_is_answered_like_one_that_never_was() {
        String theirs = call(token("user_" + UUID.randomUUID()), "start_session", new JsonObject())
                .extract()
                .path("data.sessionId");
        String platforms = Visit.anonymous().sessionId();
        String nobodys = "sess_" + "0".repeat(26);
        for (String tool : List.of(
                "identify_customer",
                "search_items",
                "view_item",
                "save_item",
                "complete_conversion",
                "get_customer_context")) {
            String expected = answer(tool, nobodys);
            assertThat(answer(tool, theirs)).as(tool).isEqualTo(expected);
            assertThat(answer(tool, platforms)).as(tool).isEqualTo(expected);
        }
    }

    /** Status and body, with what differs in every answer taken out. */
    private String answer(String tool, String sessionId) {
        JsonObject arguments = new JsonObject().put("sessionId", sessionId);
        switch (tool) {
            case "identify_customer" -> arguments.put("customerId", customer);
            case "search_items" -> arguments.put("query", "tent");
            case "complete_conversion" ->
                arguments.put("itemId", "tent-1").put("revenue", 1).put("currency", "USD");
            case "get_customer_context" -> {}
            default -> arguments.put("itemId", "tent-1");
        }
        Response answer = call(token(customer), tool, arguments).extract().response();
        JsonObject body = new JsonObject(answer.asString());
        body.remove("requestId");
        return answer.statusCode() + body.encode().replace(sessionId, "…");
    }
}
