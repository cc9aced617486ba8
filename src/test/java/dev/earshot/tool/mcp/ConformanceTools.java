package dev.earshot.tool.mcp;

import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.Content;
import io.quarkiverse.mcp.server.ElicitationRequest.StringSchema;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.SamplingMessage;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tools among the {@link ConformanceFixtures}: answers of all kinds, and some that say or ask more meanwhile. */
@Singleton
class ConformanceTools {
    /** One red pixel. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** No sound at all. */
    private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String NO_ARGUMENTS = "{\"type\":\"object\"}";

    private final ToolManager tools;
    private final List<String> names = new ArrayList<>();

    ConformanceTools(ToolManager tools) {
        this.tools = tools;
    }

    void register() {
        contents();
        conversations();
        tool("json_schema_2020_12_tool", schema2020(), call -> done(new TextContent("Unused.")));
    }

    void remove() {
        names.forEach(tools::removeTool);
        names.clear();
    }

    private void contents() {
        tool("test_simple_text", NO_ARGUMENTS, call -> done(new TextContent("This is a simple text response.")));
        tool("test_image_content", NO_ARGUMENTS, call -> done(new ImageContent(PNG, "image/png")));
        tool("test_audio_content", NO_ARGUMENTS, call -> done(new AudioContent(WAV, "audio/wav")));
        tool("test_embedded_resource", NO_ARGUMENTS, call -> done(embedded("test://embedded-resource")));
        tool(
                "test_multiple_content_types",
                NO_ARGUMENTS,
                call -> done(
                        new TextContent("Multiple content types test:"),
                        new ImageContent(PNG, "image/png"),
                        embedded("test://mixed-content-resource")));
        tool(
                "test_error_handling",
                NO_ARGUMENTS,
                call -> Uni.createFrom().item(ToolResponse.error("This tool intentionally returns an error")));
    }

    /** Tools that say something before they answer, or ask the client. */
    private void conversations() {
        tool(
                "test_tool_with_logging",
                NO_ARGUMENTS,
                call -> slowly(
                                Stream.of("started", "processing", "completed"),
                                step -> call.log().info("Tool %s", step))
                        .replaceWith(ToolResponse.success("Logged.")));
        tool(
                "test_tool_with_progress",
                NO_ARGUMENTS,
                call -> slowly(
                                Stream.of(0, 50, 100),
                                step -> call.progress()
                                        .notificationBuilder()
                                        .setProgress((long) step)
                                        .setTotal(100L)
                                        .build()
                                        .sendAndForget())
                        .replaceWith(ToolResponse.success("Progressed.")));
        tool("test_reconnection", NO_ARGUMENTS, call -> done(new TextContent("Answered on the first stream.")));
        tool("test_sampling", withText("prompt"), ConformanceTools::sampled);
        tool("test_elicitation", withText("message"), ConformanceTools::elicited);
        tool("test_elicitation_sep1034_defaults", NO_ARGUMENTS, ConformanceTools::elicited);
        tool("test_elicitation_sep1330_enums", NO_ARGUMENTS, ConformanceTools::elicited);
    }

    private static Uni<ToolResponse> sampled(ToolArguments call) {
        if (!call.sampling().isSupported()) {
            return Uni.createFrom().item(ToolResponse.error("The client offers no model"));
        }
        return call.sampling()
                .requestBuilder()
                .setMaxTokens(100)
                .addMessage(SamplingMessage.withUserRole((String) call.args().get("prompt")))
                .build()
                .send()
                .map(answer -> ToolResponse.success("LLM response: " + answer.content()));
    }

    private static Uni<ToolResponse> elicited(ToolArguments call) {
        if (!call.elicitation().isFormModeSupported()) {
            return Uni.createFrom().item(ToolResponse.error("The client does not ask its user"));
        }
        return call.elicitation()
                .requestBuilder()
                .setMessage("Your name?")
                .addSchemaProperty("username", new StringSchema(true))
                .build()
                .send()
                .map(answer -> ToolResponse.success("User response: " + answer.action()));
    }

    private void tool(String name, String schema, Function<ToolArguments, Uni<ToolResponse>> handler) {
        tools.newTool(name)
                .setDescription("A fixture of the conformance suite.")
                .setInputSchema(new JsonObject(schema))
                .setAsyncHandler(handler)
                .register();
        names.add(name);
    }

    private static Uni<ToolResponse> done(Content... contents) {
        return Uni.createFrom().item(ToolResponse.success(List.of(contents)));
    }

    private static <T> Uni<Void> slowly(Stream<T> steps, Consumer<T> step) {
        return Multi.createFrom()
                .items(steps)
                .onItem()
                .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE))
                .invoke(step)
                .collect()
                .last()
                .replaceWithVoid();
    }

    static EmbeddedResource embedded(String uri) {
        return new EmbeddedResource(new TextResourceContents(uri, "An embedded resource.", "text/plain"));
    }

    private static String withText(String argument) {
        return new JsonObject()
                .put("type", "object")
                .put("properties", new JsonObject().put(argument, new JsonObject().put("type", "string")))
                .encode();
    }

    private static String schema2020() {
        return """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
                 "$defs":{"address":
                   {"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
                 "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"}},
                 "additionalProperties":false}""";
    }
}
