package dev.earshot.tool.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.BackendStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tools file changes while the application runs. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(EditedTools.class)
class ToolsFileWatchTest {
    private static final String BACKEND = """
            backends:
              shop: {url: "${EARSHOT_TEST_BACKEND}/api", timeout: 6s, openapi: shop.yaml}
            """;
    private static final String RESERVE = """
            tools:
              reserve:
                description: Reserves.
                request: {backend: shop, operationId: reserve}
                result: {id: {from: /id, type: string, required: true}}
            """;
    private static final String DOCUMENT = """
            openapi: 3.1.0
            paths: {/reservations: {post: {operationId: reserve}}}
            """;
    private static final Logger LOG = Logger.getLogger(ToolsFileWatch.class.getName());

    BackendStub backend;

    @Inject
    ToolsFileWatch watch;

    @ConfigProperty(name = "earshot.tools.file")
    Path file;

    private final List<String> logged = new ArrayList<>();
    private final Formatter message = new PatternFormatter("%s");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(message.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void begin() throws IOException {
        backend.reset();
        document(DOCUMENT);
        use(BACKEND + RESERVE);
        LOG.addHandler(handler);
    }

    @AfterEach
    void end() {
        LOG.removeHandler(handler);
    }

    @Test
    void a_new_tool_is_called_over_http_and_mcp_and_a_removed_one_is_unknown() throws IOException {
        Visit visit = Visit.of("user_" + UUID.randomUUID());
        visit.does("reserve");

        use(BACKEND + RESERVE.replace("reserve:", "book:"));

        visit.does("book");
        JsonObject arguments = new JsonObject().put("sessionId", visit.sessionId());
        assertThat(Mcp.call(Api.chatgpt(), "book", arguments).getBoolean("isError"))
                .isFalse();
        Api.chatgpt()
                .get("/tools")
                .then()
                .body("data.name", hasItem("book"))
                .body("data.name", not(hasItem("reserve")));
        Api.chatgpt().get("/tools/openapi.json").then().body("paths", hasKey("/tools/book"));
        visit.call("reserve").statusCode(404).body("code", is("TOOL_NOT_FOUND"));
        assertThat(Mcp.tools(Api.chatgpt()))
                .extracting(tool -> tool.getString("name"))
                .contains("book")
                .doesNotContain("reserve");
        JsonObject unknown = new JsonObject().put("name", "reserve").put("arguments", arguments);
        Mcp.post(Api.chatgpt(), "tools/call", unknown).then().body("error.code", is(-32602));
    }

    @Test
    void a_changed_tool_is_listed_and_checked_as_it_is_now() throws IOException {
        Visit visit = Visit.of("user_" + UUID.randomUUID());
        document(DOCUMENT.replace(
                "operationId: reserve",
                "operationId: reserve, parameters: [{name: size, in: query, required: true,"
                        + " schema: {type: integer}}]"));
        look();

        visit.call("reserve").statusCode(400).body("errors.field", hasItem("size"));
        visit.does("reserve", "size", 3);
        assertThat(Mcp.tools(Api.chatgpt()))
                .filteredOn(tool -> tool.getString("name").equals("reserve"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.getJsonObject("inputSchema")
                                .getJsonObject("properties")
                                .containsKey("size"))
                        .isTrue());
    }

    @Test
    void a_faulty_file_is_logged_once_with_its_field_and_the_old_one_stays() throws IOException {
        Visit visit = Visit.of("user_" + UUID.randomUUID());
        for (String fault : List.of(
                "tools.reserve.results is not known here (reserve of shop.yaml)",
                "tools.search_items must have another name: there is such a tool already",
                "the file can't be read")) {
            logged.clear();
            Files.deleteIfExists(file);
            if (fault.contains("results")) {
                Files.writeString(file, BACKEND + RESERVE.replace("result:", "results:"));
            } else if (fault.contains("search_items")) {
                Files.writeString(file, BACKEND + RESERVE.replace("reserve:", "search_items:"));
            }
            look();
            look();
            look();

            assertThat(logged).containsExactly("The changed tools file is not used: " + fault);
            visit.does("reserve", "idempotencyKey", UUID.randomUUID());
        }
        use(BACKEND + RESERVE.replace("reserve:", "book:"));
        visit.does("book");
    }

    @Test
    void a_running_call_ends_as_it_began_and_then_its_connection_is_closed() throws Exception {
        Visit visit = Visit.of("user_" + UUID.randomUUID());
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        backend.answers("/api/reservations", (request, body) -> {
            request.connection().closeHandler(end -> closed.complete(null));
            arrived.complete(null);
            answer.thenRun(() -> request.response().end("{\"id\": \"old\", \"nr\": \"wrong\"}"));
        });
        CompletableFuture<ValidatableResponse> running = CompletableFuture.supplyAsync(() -> visit.call("reserve"));
        await().until(arrived::isDone);

        use(BACKEND.replace("/api", "/other") + RESERVE.replace("/id", "/nr"));
        backend.answers("/other/reservations", 200, "{\"nr\": \"new\"}");
        visit.does("reserve", "idempotencyKey", "other").body("data.result.id", is("new"));
        assertThat(closed).isNotDone();

        answer.complete(null);
        running.get().statusCode(200).body("data.result.id", is("old"));
        await().until(closed::isDone);
    }

    @Test
    void a_standard_tool_moves_to_another_operation_and_back_to_the_catalogue() throws IOException {
        Visit visit = Visit.of("user_" + UUID.randomUUID());
        String item = "item-" + UUID.randomUUID();
        for (String place : List.of("first", "second")) {
            backend.answers("/api/" + place, 200, "{\"sku\": \"%s\", \"title\": \"%s\"}".formatted(item, place));
            use(BACKEND + """
                    standard:
                      view_item:
                        request: {backend: shop, path: "/%s/{itemId}"}
                        item: {fields: {itemId: /sku, name: /title}}
                    """.formatted(place));
            visit.does("view_item", "itemId", item).body("data.item.name", is(place));
        }

        use("{}");
        visit.call("view_item", "itemId", item).statusCode(404);
    }

    @Test
    void no_example_is_published_that_the_tool_would_refuse() throws IOException {
        String tools = BACKEND
                + RESERVE.replace(
                        "request:",
                        "arguments: {type: object, required: [size], properties: "
                                + "{size: {type: string, pattern: '^[A-Z]{1,2}$'}}}\n    request:");
        use(tools.replace("operationId: reserve", "method: POST, path: /reservations"));
        String example = "paths.'/tools/reserve'.post.requestBody.content.'application/json'.example";
        Api.chatgpt().get("/tools/openapi.json").then().body("paths", hasKey("/tools/reserve"));
        Api.chatgpt().get("/tools/openapi.json").then().body(example, nullValue());

        use(tools.replace("operationId: reserve", "method: POST, path: /reservations")
                .replace("    request:", "    example: {size: XL}\n    request:"));
        Api.chatgpt().get("/tools/openapi.json").then().body(example + ".size", is("XL"));
    }

    @Test
    void a_conversion_is_recorded_though_the_backend_of_items_fails() throws IOException {
        use(BACKEND + """
                standard:
                  view_item:
                    request: {backend: shop, path: "/items/{itemId}"}
                    item: {fields: {itemId: /sku, name: /title}}
                """);
        Visit visit = Visit.of("user_" + UUID.randomUUID());
        backend.answers("/api/items", 503, "{}");

        visit.does("complete_conversion", "itemId", "tent-1", "revenue", 90.5, "currency", "EUR")
                .body("data", not(hasKey("item")))
                .body("data.conversion.itemId", is("tent-1"));
        visit.call("view_item", "itemId", "tent-1").statusCode(502);
    }

    private void document(String content) throws IOException {
        Files.writeString(file.resolveSibling("shop.yaml"), content);
    }

    private void use(String content) throws IOException {
        Files.writeString(file, content);
        look();
    }

    private void look() {
        watch.look();
        watch.look();
    }
}
