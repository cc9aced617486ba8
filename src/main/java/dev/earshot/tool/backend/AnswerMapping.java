package dev.earshot.tool.backend;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CallFailure.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an answer becomes the fields of a tool's result. */
record AnswerMapping(Map<String, Field> fields) {

    /** @param type as JSON Schema names it, or {@code null} for any */
    record Field(JsonPointer from, String type, String description, boolean required) {

        /** To JSON Schema, 2.0 is an integer too. */
        private Object value(JsonNode answer) {
            Object value = CleanJson.of(answer.at(from)).orElse(null);
            return "integer".equals(type) && value instanceof Double number && number == Math.rint(number)
                    ? BigDecimal.valueOf(number).toBigInteger()
                    : value;
        }

        boolean accepts(Object value) {
            return type == null
                    || switch (type) {
                        case "string" -> value instanceof String;
                        case "boolean" -> value instanceof Boolean;
                        case "number" -> value instanceof Number;
                        case "integer" ->
                            value instanceof Integer || value instanceof Long || value instanceof BigInteger;
                        case "array" -> value instanceof List<?>;
                        default -> value instanceof Map<?, ?>;
                    };
        }
    }

    /** The mapped fields; fails if a required one is missing, or if one has another type than the schema says. */
    Map<String, Object> map(JsonNode answer) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            Object value = field.value(answer);
            if (value == null && field.required()) {
                throw new CallFailure(Reason.FAILED, "an answer without " + field.from());
            }
            if (value != null && !field.accepts(value)) {
                throw new CallFailure(Reason.FAILED, "an answer whose " + field.from() + " is no " + field.type());
            }
            if (value != null) {
                mapped.put(name, value);
            }
        });
        return mapped;
    }

    /** The schema of the result. */
    JsonObject schema() {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        fields.forEach((name, field) -> {
            JsonObject schema = new JsonObject();
            if (field.description() != null) {
                schema.put("description", field.description());
            }
            if (field.type() != null) {
                schema.put("type", field.type());
            }
            properties.put(name, schema);
            if (field.required()) {
                required.add(name);
            }
        });
        JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
        return required.isEmpty() ? schema : schema.put("required", required);
    }
}
