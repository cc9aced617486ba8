package dev.earshot.http.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the OpenAPI document says of each route, from {@code openapi/operations.json}, since texts of that length would
 * hide the resources. A route that is not in there gets a name made of its method and path.
 */
final class OperationTexts {
    private static final String FILE = "/openapi/operations.json";

    private final JsonObject texts = read();

    /**
     * What is said of one route.
     *
     * @param status that of its success, where it is another than the one that is derived from the resource method
     * @param also successes besides, by status
     * @param problems statuses of problems that only this route has
     * @param consumes media types of a body that the resource method does not declare
     * @param produces the media type of an answer that is no JSON
     */
    record Text(
            String id,
            Optional<String> summary,
            Optional<String> description,
            Optional<String> status,
            Optional<Object> example,
            Map<String, String> also,
            List<String> problems,
            List<String> consumes,
            Optional<String> produces) {}

    Text of(String method, String path) {
        JsonObject text = texts.getJsonObject(method + " " + path, new JsonObject());
        return new Text(
                text.getString("id", name(method, path)),
                Optional.ofNullable(text.getString("summary")),
                Optional.ofNullable(text.getString("description")),
                Optional.ofNullable(text.getString("status")),
                Optional.ofNullable(text.getJsonObject("example")).map(JsonObject::getMap),
                text.getJsonObject("also", new JsonObject()).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue())),
                list(text, "problems"),
                list(text, "consumes"),
                Optional.ofNullable(text.getString("produces")));
    }

    private static List<String> list(JsonObject text, String field) {
        return text.getJsonArray(field, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }

    private static String name(String method, String path) {
        String steps = path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        return method.toLowerCase(Locale.ROOT) + "_" + steps;
    }

    private static JsonObject read() {
        try (InputStream file = OperationTexts.class.getResourceAsStream(FILE)) {
            return new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
