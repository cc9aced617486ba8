package dev.earshot.tool.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.ApiException.Fault;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ArgumentValidatorTest {

    @Test
    void every_missing_field_is_named_at_every_depth() {
        ArgumentValidator validator = of("""
                {"type": "object", "required": ["sessionId", "query"], "properties": {
                  "filters": {"type": "object", "required": ["from", "to"], "properties": {}},
                  "stops": {"type": "array", "items": {"type": "object", "required": ["city"], "properties": {}}}}}
                """);
        assertThat(validator.faults(new JsonObject("""
                        {"query": "tent", "filters": {"to": 3}, "stops": [{"city": "Izmir"}, {}]}
                        """)))
                .containsExactly(
                        new Fault("sessionId", "is missing"),
                        new Fault("filters.from", "is missing"),
                        new Fault("stops.1.city", "is missing"));
    }

    @Test
    void a_name_that_a_map_does_not_allow_is_shown_as_the_caller_wrote_it() {
        ArgumentValidator validator = of("""
                {"type": "object", "properties": {
                  "profile": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$", "maxLength": 5}}}}
                """);
        assertThat(validator.faults(new JsonObject().put("profile", new JsonObject().put("50% \"off\"/~ç", 1))))
                .containsExactly(new Fault("profile.50% \"off\"/~ç", "must have a name that matches ^[a-z]+$"));
        assertThat(validator.faults(new JsonObject().put("profile", new JsonObject().put("city\n", 1))))
                .containsExactly(new Fault("profile.city\n", "must have a name that matches ^[a-z]+$"));
        assertThat(validator.faults(new JsonObject().put("profile", new JsonObject().put("city", 1))))
                .isEmpty();
    }

    @Test
    void arguments_may_be_called_like_keywords() {
        ArgumentValidator validator = of("""
                {"type": "object", "properties": {
                  "propertyNames": {"type": "string"}, "required": {"type": "integer"}}}
                """);
        assertThat(validator.faults(new JsonObject("{\"propertyNames\": 1, \"required\": \"x\"}")))
                .containsExactly(
                        new Fault("propertyNames", "must be of type string"),
                        new Fault("required", "must be of type integer"));
    }

    @Test
    void an_unknown_field_is_named_unless_something_within_it_is_wrong() {
        ArgumentValidator validator = of("""
                {"type": "object", "additionalProperties": false, "properties": {"limit": {"maximum": 5}}}
                """);
        assertThat(validator.faults(new JsonObject("{\"limit\": 9, \"sort\": \"price\"}")))
                .containsExactly(new Fault("limit", "must be at most 5"), new Fault("sort", "is not known here"));
    }

    @Test
    void what_a_strict_schema_forces_is_taken_at_every_depth() {
        JsonObject schema = new JsonObject("""
                {"type": "object", "additionalProperties": false, "properties": {
                  "note": {"type": "string"},
                  "lines": {"type": "array", "items": {
                    "type": "object", "required": ["sku"], "additionalProperties": false, "properties": {
                      "sku": {"type": "string"}, "note": {"type": "string"},
                      "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                      "parts": {"type": "array", "items": {
                        "type": "object", "properties": {"size": {"type": "integer"}}}}}}}}}
                """);
        JsonObject given = new JsonObject("""
                {"note": null, "lines": [
                  {"sku": "a", "note": null, "labels": [{"name": "gift", "value": "yes"}], "parts": [{"size": null}]},
                  {"sku": "b", "note": "blue", "labels": null, "parts": null}]}
                """);
        ArgumentValidator validator = new ArgumentValidator(schema);
        JsonObject read = validator.withoutNulls(NamedValues.asMaps(schema, given));
        assertThat(read).isEqualTo(new JsonObject("""
                        {"lines": [{"sku": "a", "labels": {"gift": "yes"}, "parts": [{}]}, {"sku": "b", "note": "blue"}]}
                        """));
        assertThat(validator.faults(read)).isEmpty();
    }

    private static ArgumentValidator of(String schema) {
        return new ArgumentValidator(new JsonObject(schema));
    }
}
