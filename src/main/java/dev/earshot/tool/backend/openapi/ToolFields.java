package dev.earshot.tool.backend.openapi;

import static dev.earshot.tool.backend.openapi.ApiDocument.map;

import dev.earshot.tool.backend.file.Section;
import dev.earshot.tool.backend.file.ToolsFileFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a tool that an operation describes. What the tools file says itself wins. */
final class ToolFields {
    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "array", "object");

    private final Section tool;
    private final ApiOperation operation;
    private final RequestFields request;

    ToolFields(Section tool, RequestFields request, ApiOperation operation) {
        this.tool = tool;
        this.operation = operation;
        this.request = request;
    }

    Map<String, Object> all() {
        Map<String, Object> fields = tool.values();
        operation.text("summary").ifPresent(title -> fields.putIfAbsent("title", title.replaceFirst("\\.$", "")));
        operation
                .text("description")
                .or(() -> operation.text("summary"))
                .ifPresent(description -> fields.putIfAbsent("description", description));
        fields.put("request", request.all());
        fields.putIfAbsent("arguments", request.arguments());
        fields.put("hints", hints());
        if (!tool.has("items")) {
            result().ifPresent(result -> fields.putIfAbsent("result", result));
        }
        return fields;
    }

    /** Empty if the document describes no answer in JSON. */
    Optional<Map<String, Object>> result() {
        return operation.success().map(answer -> result(answer.schema()));
    }

    /** As HTTP means its methods; a call that causes an event is never read-only. */
    private Object hints() {
        if (tool.has("hints") && !tool.isMapping("hints")) {
            return tool.values().get("hints");
        }
        String method = operation.method();
        Map<String, Object> hints = new LinkedHashMap<>();
        hints.put("readOnly", method.equals("get") && !tool.has("event"));
        hints.put("destructive", method.equals("delete"));
        hints.put("idempotent", Set.of("get", "put", "delete").contains(method));
        hints.putAll(map(tool.values().get("hints")));
        return hints;
    }

    /**
     * A field for each member of the answer; the whole of an answer that is no object. None is required: an answer that
     * lacks one comes after the effect.
     */
    private Map<String, Object> result(Object schema) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Optional<FlatSchema> answer = flat(schema);
        Map<String, Object> members = map(answer.map(FlatSchema::keywords)
                .map(keywords -> keywords.get("properties"))
                .orElse(null));
        members.forEach((name, member) -> {
            if (name.matches("[A-Za-z][A-Za-z0-9_]{0,63}")) {
                fields.put(name, field("/" + name, flat(member)));
            }
        });
        if (fields.isEmpty()) {
            fields.put("answer", field("", answer));
        }
        return fields;
    }

    private static Map<String, Object> field(String from, Optional<FlatSchema> schema) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("from", from);
        schema.map(FlatSchema::type).filter(TYPES::contains).ifPresent(type -> field.put("type", type));
        schema.map(flat -> flat.keywords().get("description"))
                .filter(String.class::isInstance)
                .ifPresent(text -> field.put("description", ((String) text).strip()));
        return field;
    }

    /** Empty for a schema that says too much: an answer needs no type. */
    private Optional<FlatSchema> flat(Object schema) {
        try {
            return Optional.of(FlatSchema.of(operation, schema, "responses", Set.of()));
        } catch (ToolsFileFault tooMuch) {
            return Optional.empty();
        }
    }
}
