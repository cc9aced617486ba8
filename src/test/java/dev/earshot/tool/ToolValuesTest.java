package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One rule for each kind of value, whichever door it comes in by. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ToolValuesTest extends AskedEverywhere {
    @Test
    void whatever_id_a_tool_takes_can_be_exported_opted_out_and_erased() {
        List<String> ids = List.of(
                "\uD83D\uDE00".repeat(150) + unique,
                "s".repeat(255 - unique.length()) + unique,
                "a/b//c/" + unique,
                "100%25%" + unique,
                "+;,?#[]@!$&'()*=\\|^`{}<>\"" + unique,
                "müşteri-여행-" + unique,
                "..." + unique,
                "auth0|" + unique);
        for (String id : ids) {
            start(id).statusCode(200).body("data.customer.customerId", is(id));
            admin().get(customer(id))
                    .then()
                    .statusCode(200)
                    .body("data.customerId", is(id))
                    .body("data.session", hasSize(1));
            admin().body("{\"granted\":false}")
                    .put(customer(id) + "/consent")
                    .then()
                    .statusCode(200);
            admin().get(customer(id)).then().body("data.denial.customer_id", contains(id));
            admin().delete(customer(id)).then().statusCode(204);
            admin().get(customer(id)).then().body("data.session", hasSize(0));
        }
    }

    @Test
    void an_id_that_is_refused_is_refused_at_every_door() {
        for (String id : List.of(
                "",
                "x".repeat(256),
                ".",
                "..",
                "nl_user\n",
                "ab\u0001c",
                "a b",
                "a\u00A0b",
                "joined\u200Bid",
                "\u202Eresu",
                "\uFEFFuser")) {
            start(id)
                    .statusCode(400)
                    .body("code", is("INVALID_ARGUMENTS"))
                    .body("errors.field", contains("customerId"));
            Visit.anonymous()
                    .call("identify_customer", "customerId", id)
                    .statusCode(400)
                    .body("errors.field", contains("customerId"));
            JsonObject overMcp = Mcp.call(Api.chatgpt(), "start_session", new JsonObject().put("customerId", id));
            assertThat(Mcp.text(overMcp).getString("code")).isEqualTo("INVALID_ARGUMENTS");
            Api.admin()
                    .body(new JsonObject().put("customerId", id).encode())
                    .post("/admin/test-events")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("customerId"));
            if (!id.isEmpty() && !id.startsWith(".")) {
                admin().delete(customer(id)).then().statusCode(400).body("errors.field", contains("id"));
            }
        }
    }

    @Test
    void a_line_break_at_the_end_is_part_of_a_value() {
        Visit visit = Visit.anonymous();
        visit.call("complete_conversion", "itemId", "tent-1", "revenue", 1, "currency", "USD\n")
                .statusCode(400)
                .body("errors.field", contains("currency"));
        visit.call("search_items", "query", "tent", "filters", new JsonObject().put("currency", "USD\n"))
                .statusCode(400)
                .body("errors.field", contains("filters.currency"));
        visit.call("identify_customer", "customerId", unique, "profile", new JsonObject().put("email\n", "a@b.c"))
                .statusCode(400)
                .body("errors.field", contains("profile.email\n"));
    }

    @Test
    void a_profile_cannot_say_whose_it_is() {
        Visit.anonymous()
                .call(
                        "identify_customer",
                        "customerId",
                        unique,
                        "profile",
                        new JsonObject().put("extId", "someone_else"))
                .statusCode(400)
                .body("errors.field", contains("profile.extId"));
    }

    @Test
    void a_number_too_large_to_be_one_is_refused_by_name() {
        String session = Visit.anonymous().sessionId();
        for (String number : List.of("1e400", "-1e400")) {
            String identify = "{\"sessionId\":\"%s\",\"customerId\":\"%s\",\"profile\":{\"x\":%s}}"
                    .formatted(session, unique, number);
            body("identify_customer", identify).statusCode(400).body("errors.field", contains("profile.x"));
            String convert = "{\"sessionId\":\"%s\",\"itemId\":\"tent-1\",\"revenue\":%s,\"currency\":\"USD\"}"
                    .formatted(session, number);
            body("complete_conversion", convert).statusCode(400).body("errors.field", contains("revenue"));
            overMcp("identify_customer", identify).body(containsString("profile.x"));
            overMcp("identify_customer", "{\"consent\":null," + identify.substring(1))
                    .body(containsString("profile.x"));
        }
        body(
                        "identify_customer",
                        "{\"sessionId\":\"%s\",\"customerId\":\"x\",\"profile\":{\"x\":NaN}}".formatted(session))
                .statusCode(400)
                .body("code", is("INVALID_JSON"));
    }

    @Test
    void numbers_of_insightarcs_that_are_none_are_left_out() {
        JsonObject stats = new JsonObject()
                .put("bought", false)
                .put("engagement_rate", new BigDecimal("1e400"))
                .put("type_of_signal", "drop");
        JsonObject intent = new JsonObject()
                .put("name", "Tent")
                .put("category", "tents")
                .put("price_amount", new BigDecimal("1e400"));
        insightarc.knows(unique, new JsonObject().put("stats", stats).put("intents", new JsonArray().add(intent)));

        Visit.of(unique)
                .does("get_customer_context")
                .body("data.context.signal", is("drop"))
                .body("data.context", not(hasKey("engagementRate")))
                .body("data.customer.intents[0].name", is("Tent"))
                .body("data.customer.intents[0]", not(hasKey("price")));
    }

    @Test
    void a_null_is_an_absent_argument_over_rest_and_mcp() {
        String nothing = "{\"customerId\":null,\"entryPoint\":null}";
        String session = body("start_session", nothing)
                .statusCode(200)
                .body("data.customer.anonymous", is(true))
                .extract()
                .path("data.sessionId");
        overMcp("start_session", nothing).body(containsString("\"isError\":false"));

        String search = "{\"sessionId\":\"" + session + "\",\"query\":\"tent\",\"category\":null,\"limit\":null,"
                + "\"idempotencyKey\":null,\"filters\":{\"minPrice\":null,\"maxPrice\":500}}";
        body("search_items", search).statusCode(200).body("data.total", not(0));
        overMcp("search_items", search).body(containsString("\"isError\":false"));

        String incomplete = "{\"sessionId\":null,\"query\":\"tent\"}";
        body("search_items", incomplete)
                .statusCode(400)
                .body("errors.field", contains("sessionId"))
                .body("errors[0].message", is("is missing"));
        overMcp("search_items", incomplete).body(containsString("sessionId is missing"));

        String unknown = "{\"sessionId\":\"" + session + "\",\"customerId\":\"" + unique
                + "\",\"consent\":null,\"profile\":{\"city\":null}}";
        body("identify_customer", unknown).statusCode(400).body("errors.field", contains("profile.city"));
        overMcp("identify_customer", unknown).body(containsString("profile.city"));
    }

    @Test
    void a_number_is_the_same_however_it_is_written() {
        String session = Visit.anonymous().sessionId();
        String call = "{\"sessionId\":\"" + session + "\",\"itemId\":\"tent-1\",\"currency\":\"USD\",\"revenue\":%s}";
        String swapped =
                "{\"revenue\":%s,\"itemId\":\"tent-1\",\"currency\":\"USD\",\"sessionId\":\"" + session + "\"}";
        converts(call.formatted("10")).header("Idempotency-Replayed", equalTo(null));
        for (String again : List.of(call.formatted("10.0"), swapped.formatted("1e1"), swapped.formatted("10.000"))) {
            converts(again).header("Idempotency-Replayed", "true");
        }
        Api.chatgpt()
                .header("Idempotency-Key", unique)
                .body(call.formatted("10.5"))
                .post("/tools/complete_conversion")
                .then()
                .statusCode(422);
    }

    @Test
    void what_can_not_be_seen_is_no_text() {
        for (String nothing : List.of("\u200B", "\u202E \uFEFF", "\u0007\u00A0\u2060")) {
            Api.planner("ann")
                    .body(new JsonObject().put("content", nothing).encode())
                    .post("/chat/messages")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("content"));
        }
    }
}
