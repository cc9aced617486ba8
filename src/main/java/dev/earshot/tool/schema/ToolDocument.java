package dev.earshot.tool.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An OpenAPI 3.1 document of the tools alone, each an operation of its own: what a custom GPT imports, and a part of
 * the whole document. All of it comes from the file that checks arguments.
 */
public final class ToolDocument {
    private static final String API_KEY = "ApiKey";

    /** The problems that a tool may answer with; the document describes each once. */
    private static final List<String> REFUSALS =
            List.of("400", "401", "403", "404", "409", "413", "415", "422", "429", "502", "503", "504");

    private final Collection<ToolDefinition> tools;
    private final List<String> schemes;

    /** @param schemes names of security schemes, of which a caller needs one */
    private ToolDocument(Collection<ToolDefinition> tools, List<String> schemes) {
        this.tools = tools;
        this.schemes = schemes;
    }

    /** What the tools add to the whole document, which describes schemes and problems itself. */
    static JsonObject part(Collection<ToolDefinition> tools) {
        return new ToolDocument(tools, List.of(API_KEY, "Bearer")).toJson();
    }

    /**
     * A document that stands alone.
     *
     * @param server the absolute address of this installation
     * @param privacy the address of the privacy policy, if there is one
     */
    public static JsonObject standalone(Collection<ToolDefinition> tools, String server, Optional<String> privacy) {
        JsonObject document = new ToolDocument(tools, List.of(API_KEY)).toJson();
        document.put("servers", new JsonArray().add(new JsonObject().put("url", server)));
        privacy.ifPresent(policy -> document.put(
                "externalDocs",
                new JsonObject().put("description", "Privacy policy").put("url", policy)));
        document.getJsonObject("info")
                .put("title", "Earshot's tools")
                .put(
                        "description",
                        "Search, view and save items, and record conversions, within a customer's session.");
        JsonObject problem =
                new JsonObject().put("application/problem+json", new JsonObject().put("schema", ref("Problem")));
        JsonObject responses = new JsonObject();
        REFUSALS.forEach(status -> responses.put(
                "Problem" + status, described("A problem; its `code` is stable and its `detail` says more.", problem)));
        JsonObject key = new JsonObject()
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-API-Key")
                .put("description", "The key of an AI platform.");
        document.getJsonObject("components")
                .put("responses", responses)
                .put("securitySchemes", new JsonObject().put(API_KEY, key));
        return document;
    }

    private JsonObject toJson() {
        JsonObject paths = new JsonObject();
        JsonObject schemas = new JsonObject().put("Problem", problem());
        for (ToolDefinition tool : tools) {
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

    private JsonObject operation(ToolDefinition tool) {
        JsonObject answers = new JsonObject().put("200", described("The tool's answer.", envelope(tool)));
        REFUSALS.forEach(
                status -> answers.put(status, new JsonObject().put("$ref", "#/components/responses/Problem" + status)));
        JsonObject arguments = new JsonObject().put("schema", ref(tool.name() + "_arguments"));
        if (tool.example() != null) {
            arguments.put("example", tool.example());
        }
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
                .put(
                        "security",
                        new JsonArray(
                                schemes.stream().map(ToolDocument::required).toList()));
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
