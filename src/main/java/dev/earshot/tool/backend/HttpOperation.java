package dev.earshot.tool.backend;

import dev.earshot.common.ApiException;
import dev.earshot.tool.backend.client.Backend;
import dev.earshot.tool.backend.client.BackendRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One request of a backend, with places for a call's values.
 *
 * @param query parameters by name; one without a value is left out
 * @param headers of the request alone, by name; one without a value is left out
 * @param body JSON whose texts are templates, or {@code null}
 * @param refusal where an answer of 4xx says why, as a JSON Pointer, or {@code null}
 */
public record HttpOperation(
        Backend backend,
        HttpMethod method,
        PathTemplate path,
        Map<String, Template> query,
        Map<String, Template> headers,
        Object body,
        com.fasterxml.jackson.core.JsonPointer refusal) {
    static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");

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
        Buffer content = Optional.ofNullable(body)
                .flatMap(template -> Template.filled(template, values))
                .map(filled -> Buffer.buffer(Json.encode(filled)))
                .orElse(null);
        return new BackendRequest(
                backend,
                method,
                backend.url().getRawPath() + path.fill(values) + parameters,
                headers(values),
                content,
                hasEffect() ? idempotencyKey : null);
    }

    private Map<String, String> headers(CallValues values) {
        Map<String, String> filled = new LinkedHashMap<>();
        headers.forEach((name, template) -> template.value(values).ifPresent(value -> {
            String text = Template.plain(value);
            if (!HEADER_VALUE.matcher(text).matches()) {
                throw ApiException.invalid(
                        "INVALID_ARGUMENTS", String.join(", ", template.places()), "can't be part of a header");
            }
            filled.put(name, text);
        }));
        return filled;
    }

    private static List<String> each(Object value) {
        return value instanceof JsonArray several
                ? several.stream().map(Template::plain).toList()
                : List.of(Template.plain(value));
    }
}
