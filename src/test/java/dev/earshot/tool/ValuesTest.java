package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.tngtech.archunit.core.domain.JavaMethod;
import dev.earshot.ProgramClasses;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.InsightarcStub;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One rule for each kind of value, whichever door it comes in by. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ValuesTest {
    private final String unique = UUID.randomUUID().toString();

    NetmeraStub netmera;
    InsightarcStub insightarc;

    @BeforeEach
    void quiet() {
        netmera.reset();
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

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
    void a_key_that_stands_twice_is_refused_by_name() {
        body("start_session", "{\"entryPoint\":\"a\",\"entryPoint\":\"b\"}")
                .statusCode(400)
                .body("code", is("INVALID_JSON"))
                .body("errors.field", contains("entryPoint"));
        body("identify_customer", "{\"sessionId\":\"s\",\"customerId\":\"c\",\"profile\":{\"a\":1,\"b\":2,\"a\":3}}")
                .statusCode(400)
                .body("errors.field", contains("profile.a"));
        overMcp("start_session", "{\"entryPoint\":\"a\",\"entryPoint\":\"b\"}")
                .statusCode(400)
                .body("error.message", is("Invalid request: params.arguments.entryPoint is there twice"));
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

    private static RequestSpecification admin() {
        return Api.admin().urlEncodingEnabled(false);
    }

    private static String customer(String id) {
        return "/admin/customers/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ValidatableResponse converts(String body) {
        return Api.chatgpt()
                .header("Idempotency-Key", unique)
                .body(body)
                .post("/tools/complete_conversion")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse start(String customer) {
        return Visit.call(Api::chatgpt, "start_session", new JsonObject().put("customerId", customer));
    }

    private static ValidatableResponse body(String tool, String body) {
        return Api.chatgpt().body(body).post("/tools/" + tool).then();
    }

    private static ValidatableResponse overMcp(String tool, String arguments) {
        return Api.chatgpt()
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}")
                .post("/mcp")
                .then();
    }

    @Test
    void a_body_says_what_it_means_by_the_right_types_and_known_names() {
        wrong(Api.planner("ann"), "/chat/messages", "{\"content\":5}", "content");
        wrong(Api.planner("ann"), "/chat/messages", "{\"content\":\"hikers\",\"contnet\":\"x\"}", "contnet");
        wrong(Api.planner("ann"), "/chat/conversations", "{\"title\":true}", "title");
        wrong(Api.planner("ann"), "/audiences/estimate", "{\"rule\":{\"all\":[],\"noen\":[]}}", "rule.noen");
        String often = "{\"rule\":{\"all\":[{\"any\":[{\"signal\":\"int_hiking\",\"atLeast\":\"2\"}]}],\"none\":[]}}";
        wrong(Api.planner("ann"), "/audiences/estimate", often, "rule.all[0].any[0].atLeast");
        wrong(Api.admin(), "/admin/api-keys", "{\"platform\":7}", "platform");
        wrong(Api.admin(), "/admin/api-keys", "{\"platform\":\"a\",\"role\":\"admin\"}", "role");
        wrong(Api.admin(), "/admin/test-events", "{\"customerId\":12}", "customerId");
        wrong(Api.admin(), "/admin/deliveries/replay", "{\"filter\":{\"status\":1}}", "filter.status");
        for (String granted : List.of("\"false\"", "0", "\"\"")) {
            Api.admin()
                    .body("{\"granted\":" + granted + "}")
                    .put("/admin/customers/{id}/consent", unique)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("granted"));
        }
        Api.planner("ann")
                .body("{\"content\":\"a\",\"content\":\"b\"}")
                .post("/chat/messages")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_JSON"))
                .body("errors.field", contains("content"));
        Api.planner("ann")
                .body("{\"content\":\"a\"} {}")
                .post("/chat/messages")
                .then()
                .statusCode(400);
    }

    @Test
    void a_body_in_another_encoding_is_refused_rather_than_read_with_gaps() {
        byte[] turkish = "{\"entryPoint\":\"ana sayfa: ürün\"}".getBytes(StandardCharsets.ISO_8859_1);
        Api.chatgpt()
                .contentType("application/json; charset=iso-8859-1")
                .body(turkish)
                .post("/tools/start_session")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_JSON"));
        Api.planner("ann")
                .body("{\"content\":\"ürün\"}".getBytes(StandardCharsets.ISO_8859_1))
                .post("/chat/messages")
                .then()
                .statusCode(400);
        Api.chatgpt()
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"ü\"}}"
                        .getBytes(StandardCharsets.ISO_8859_1))
                .post("/mcp")
                .then()
                .statusCode(400)
                .body("error.message", containsString("not UTF-8"));
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

    @Test
    void no_time_at_all_is_not_any_time() {
        wrong(
                Api.planner("ann"),
                "/audiences/estimate",
                "{\"rule\":{\"all\":[{\"any\":[{\"signal\":\"int_hiking\",\"within\":\"P0D\"}]}]}}",
                "rule.all[0].any[0].within");
    }

    @Test
    void a_missing_body_is_called_a_body() {
        for (String path : List.of("/chat/messages", "/audiences", "/audiences/estimate")) {
            Api.planner("ann").post(path).then().statusCode(400).body("errors.field", contains("body"));
        }
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        Api.conversation(Api.planner("ann"));
        Api.conversation(Api.planner("ann"));
        String conversations =
                Api.planner("ann").get("/chat/conversations?limit=1").path("nextCursor");
        Visit.anonymous();
        Visit.anonymous();
        String calls = Api.admin().get("/admin/calls?limit=1").path("nextCursor");
        String deliveries = Api.admin().get("/admin/deliveries?limit=1").path("nextCursor");
        for (String cursor : List.of(calls, deliveries, "x")) {
            Api.planner("ann")
                    .get("/chat/conversations?cursor={c}", cursor)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("cursor"));
            Api.planner("ann").get("/audiences?cursor={c}", cursor).then().statusCode(400);
        }
        for (String cursor : List.of(conversations, deliveries, "x")) {
            Api.admin()
                    .get("/admin/calls?cursor={c}", cursor)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("cursor"));
        }
        Api.admin().get("/admin/deliveries?cursor={c}", conversations).then().statusCode(400);
        Api.admin().get("/admin/deliveries?cursor={c}", calls).then().statusCode(400);
        Visit known = Visit.of(unique);
        known.does("get_customer_context");
        String timeline = Api.admin()
                .get("/admin/customers/{id}/timeline?limit=1", unique)
                .then()
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        for (String cursor : List.of(conversations, deliveries, calls, "x")) {
            Api.admin()
                    .get("/admin/customers/{id}/timeline?cursor={c}", unique, cursor)
                    .then()
                    .statusCode(400);
            Api.admin().get("/admin/customers?cursor={c}", cursor).then().statusCode(400);
        }
        Api.admin().get("/admin/customers?cursor={c}", timeline).then().statusCode(400);
        Api.admin().get("/admin/calls?cursor={c}", timeline).then().statusCode(400);
    }

    @Test
    void every_resource_with_a_body_of_its_own_reads_it_strictly() {
        List<String> lenient = ProgramClasses.ALL.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method ->
                        Arrays.stream(method.reflect().getParameters()).anyMatch(ValuesTest::isBody))
                .filter(method -> !isStrict(method.reflect()))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(lenient).isEmpty();
    }

    private static boolean isStrict(Method method) {
        CustomDeserialization own = method.getAnnotation(CustomDeserialization.class);
        CustomDeserialization all = method.getDeclaringClass().getAnnotation(CustomDeserialization.class);
        return own != null || (all != null && all.value() == StrictJsonReader.class);
    }

    private static boolean isBody(Parameter parameter) {
        boolean bound = Arrays.stream(parameter.getAnnotations())
                .map(annotation -> annotation.annotationType().getPackageName())
                .anyMatch(name -> name.equals("org.jboss.resteasy.reactive") || name.equals("jakarta.ws.rs.core"));
        return !bound
                && !Set.of(String.class, byte[].class).contains(parameter.getType())
                && java.lang.reflect.Modifier.isPublic(
                        parameter.getDeclaringExecutable().getModifiers())
                && Arrays.stream(parameter.getDeclaringExecutable().getAnnotations())
                        .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static void wrong(RequestSpecification caller, String path, String body, String field) {
        caller.body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", is("INVALID_INPUT"))
                .body("errors.field", contains(field));
    }
}
