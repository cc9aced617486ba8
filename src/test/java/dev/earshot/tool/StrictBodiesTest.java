package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.tngtech.archunit.core.domain.JavaMethod;
import dev.earshot.ProgramClasses;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bodies and cursors are read strictly, or refused by name. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class StrictBodiesTest extends AskedEverywhere {
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
                        Arrays.stream(method.reflect().getParameters()).anyMatch(StrictBodiesTest::isBody))
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
