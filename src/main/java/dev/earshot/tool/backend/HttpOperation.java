package dev.earshot.tool.backend;

import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.client.BackendRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One request of a backend, with places for a call's values.
 *
 * @param query parameters by name; one without a value is left out
 * @param body JSON whose texts are templates, or {@code null}
 * @param refusal where an answer of 4xx says why, as a JSON Pointer, or {@code null}
 */
public record HttpOperation(
        Backend backend,
        HttpMethod method,
        PathTemplate path,
        Map<String, Template> query,
        Object body,
        com.fasterxml.jackson.core.JsonPointer refusal) {

    /** Whether a repetition might change something, so that it needs an idempotency key. */
    public boolean hasEffect() {
        return !method.equals(HttpMethod.GET);
    }

    BackendRequest fill(CallValues values, String idempotencyKey) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, template) -> template.value(values)
                .ifPresent(value -> each(value)
                        .forEach(one -> pairs.add(PathTemplate.encoded(name) + "=" + PathTemplate.encoded(one)))));
        String parameters = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        Buffer content = body == null
                ? null
                : Buffer.buffer(Json.encode(Template.filled(body, values).orElse(null)));
        return new BackendRequest(
                backend,
                method,
                backend.url().getRawPath() + path.fill(values) + parameters,
                content,
                hasEffect() ? idempotencyKey : null);
    }

    private static List<String> each(Object value) {
        return value instanceof JsonArray several
                ? several.stream().map(Template::plain).toList()
                : List.of(Template.plain(value));
    }
}
