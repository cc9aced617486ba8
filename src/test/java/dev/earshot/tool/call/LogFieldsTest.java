package dev.earshot.tool.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.GoldenFile;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.OwnDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** The fields of the line that a call leaves in the log, for those who search it. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(Surroundings.class)
class LogFieldsTest {
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void log_lines_keep_their_fields() throws IOException {
        JsonObject arguments = new JsonObject().put("sessionId", "sess_unknown").put("itemId", "tent");
        JsonObject rest = logged(caller ->
                caller.body(arguments.encode()).post("/tools/view_item").then().statusCode(404));
        JsonObject mcp = logged(caller -> Mcp.result(
                caller,
                "tools/call",
                new JsonObject()
                        .put("name", "view_item")
                        .put("arguments", arguments)
                        .put("_meta", Map.of("openai/subject", "v1/subject"))));
        GoldenFile.of("log-fields.json")
                .mustEqual(new JsonObject().put("rest", rest).put("mcp", mcp).encode());
    }

    /** The fields of the line that a refused call leaves. */
    private JsonObject logged(Consumer<RequestSpecification> call) {
        List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
        Handler heard = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                line.copyAll();
                lines.add(line);
            }
        };
        Logger calls = Logger.getLogger(ToolMetrics.class.getName());
        calls.addHandler(heard);
        try {
            call.accept(Api.chatgpt().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        } finally {
            calls.removeHandler(heard);
        }
        assertThat(lines).hasSize(1);
        JsonObject line = new JsonObject(ofProduction().format(lines.get(0)));
        return new JsonObject().put("line", names(line)).put("mdc", names(line.getJsonObject("mdc")));
    }

    private static JsonArray names(JsonObject object) {
        return new JsonArray(object.fieldNames().stream().sorted().toList());
    }

    /** The console's, which writes JSON in production and in this test's profile. */
    private static Formatter ofProduction() {
        return within(Logger.getLogger("").getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .findFirst()
                .orElseThrow()
                .getFormatter();
    }

    private static Stream<Handler> within(Handler[] handlers) {
        return Arrays.stream(handlers)
                .flatMap(handler -> handler instanceof ExtHandler several
                        ? Stream.concat(Stream.of(handler), within(several.getHandlers()))
                        : Stream.of(handler));
    }
}
