package dev.earshot.tool.schema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Describes each tool as a path of its own, because a platform that imports the document makes one tool of each
 * operation. All comes from the file that checks arguments. It is written when the application is built; the tools of
 * custom events, which are configured later, are not in it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ToolPaths implements OASFilter {
    /** The problems that a tool may answer with; the document describes each once. */
    private static final List<String> REFUSALS =
            List.of("400", "401", "403", "404", "409", "413", "415", "422", "429", "503");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        OpenAPI tools = read(document());
        document.getPaths().removePathItem("/tools/{name}");
        tools.getPaths().getPathItems().forEach(document.getPaths()::addPathItem);
        tools.getComponents().getSchemas().forEach(document.getComponents()::addSchema);
    }

    private static OpenAPI read(JsonObject document) {
        byte[] json = document.encode().getBytes(StandardCharsets.UTF_8);
        return SmallRyeOpenAPI.builder()
                .withCustomStaticFile(() -> new ByteArrayInputStream(json))
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .build()
                .model();
    }

    private static JsonObject document() {
        JsonObject paths = new JsonObject();
        JsonObject schemas = new JsonObject().put("Problem", problem());
        for (ToolDefinition tool : new ToolCatalogue(List.of()).all()) {
            paths.put("/tools/" + tool.name(), new JsonObject().put("post", operation(tool)));
            JsonObject answer = tool.outputSchema().copy();
            JsonObject shared = (JsonObject) answer.remove("$defs");
            shared.forEach(one -> schemas.put(one.getKey(), one.getValue()));
            schemas.put(tool.name() + "_arguments", tool.inputSchema());
            schemas.put(tool.name() + "_answer", answer);
        }
        JsonObject document = new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", "Earshot").put("version", "1"))
                .put("paths", paths)
                .put("components", new JsonObject().put("schemas", schemas));
        return new JsonObject(document.encode().replace("#/$defs/", "#/components/schemas/"));
    }

    private static JsonObject operation(ToolDefinition tool) {
        JsonObject answers = new JsonObject().put("200", described("The tool's answer.", envelope(tool)));
        REFUSALS.forEach(
                status -> answers.put(status, new JsonObject().put("$ref", "#/components/responses/Problem" + status)));
        JsonObject arguments =
                new JsonObject().put("schema", ref(tool.name() + "_arguments")).put("example", tool.example());
        return new JsonObject()
                .put("operationId", tool.name())
                .put("tags", new JsonArray().add("Tools"))
                .put("summary", tool.title())
                .put("description", tool.description())
                .put("x-openai-isConsequential", tool.consequential())
                .put("parameters", new JsonArray().add(idempotencyKey()))
                .put(
                        "requestBody",
                        new JsonObject()
                                .put("required", true)
                                .put("content", new JsonObject().put("application/json", arguments)))
                .put("responses", answers)
                .put("security", new JsonArray(List.of(required("ApiKey"), required("Bearer"))));
    }

    private static JsonObject idempotencyKey() {
        return new JsonObject()
                .put("name", "Idempotency-Key")
                .put("in", "header")
                .put("description", "A key for this call: a retry with the same key has no second effect.")
                .put("schema", new JsonObject().put("type", "string").put("maxLength", 255));
    }

    private static JsonObject envelope(ToolDefinition tool) {
        JsonObject properties = new JsonObject()
                .put("success", new JsonObject().put("type", "boolean"))
                .put("data", ref(tool.name() + "_answer"));
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", new JsonArray().add("success").add("data"));
        return new JsonObject().put("application/json", new JsonObject().put("schema", schema));
    }

    private static JsonObject problem() {
        JsonObject text = new JsonObject().put("type", "string");
        JsonObject fault = new JsonObject()
                .put("type", "object")
                .put("properties", new JsonObject().put("field", text).put("message", text));
        JsonObject properties = new JsonObject()
                .put("success", new JsonObject().put("type", "boolean"))
                .put("status", new JsonObject().put("type", "integer"));
        List.of("type", "title", "detail", "code", "requestId").forEach(field -> properties.put(field, text));
        properties.put("errors", new JsonObject().put("type", "array").put("items", fault));
        return new JsonObject()
                .put("description", "An RFC 9457 problem with a stable code.")
                .put("type", "object")
                .put("properties", properties)
                .put("required", new JsonArray(List.of("success", "status", "title", "code")));
    }

    private static JsonObject described(String description, JsonObject content) {
        return new JsonObject().put("description", description).put("content", content);
    }

    private static JsonObject required(String scheme) {
        return new JsonObject().put(scheme, new JsonArray());
    }

    private static JsonObject ref(String schema) {
        return new JsonObject().put("$ref", "#/components/schemas/" + schema);
    }
}
