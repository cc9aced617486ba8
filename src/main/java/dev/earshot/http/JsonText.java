package dev.earshot.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.earshot.common.ApiException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON strictly: a key that stands twice in an object is refused, since parsers differ in which of its values
 * they take.
 */
public final class JsonText {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader OBJECT = STRICT.readerForMapOf(Object.class);
    private static final ObjectReader VALUE =
            STRICT.readerFor(Object.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonText() {}

    /** The object that a text is; refuses any other text. */
    public static JsonObject object(String text) {
        try {
            Map<String, Object> members = OBJECT.readValue(text);
            if (members == null) {
                throw noObject();
            }
            return new JsonObject(members);
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }

    /**
     * The value that a text is, an object or a list among them, with its numbers as they are written; refuses what is
     * no JSON.
     */
    public static Object value(String text) {
        try {
            Object value = VALUE.readValue(text);
            if (value instanceof Map<?, ?> members) {
                @SuppressWarnings("unchecked")
                Map<String, Object> named = (Map<String, Object>) members;
                return new JsonObject(named);
            }
            return value instanceof List<?> several ? new JsonArray(several) : value;
        } catch (JsonProcessingException e) {
            throw refused(e);
        }
    }

    /** A value that was read here as text, with all its members: others leave out what is {@code null}. */
    public static String text(Object value) {
        try {
            return STRICT.writeValueAsString(
                    value instanceof JsonObject object
                            ? object.getMap()
                            : value instanceof JsonArray array ? array.getList() : value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path of the key that stands twice, if that is what a text was refused for. */
    public static Optional<String> doubledKey(JsonProcessingException failure) {
        return failure instanceof JsonParseException
                        && failure.getOriginalMessage().startsWith("Duplicate field")
                        && failure.getProcessor() instanceof JsonParser parser
                ? Optional.of(parser.getParsingContext()
                        .pathAsPointer()
                        .toString()
                        .substring(1)
                        .replace('/', '.'))
                : Optional.empty();
    }

    /** Why a body was not read: it has a key twice, is no JSON (and where), or is not the object that it should be. */
    public static ApiException refused(JsonProcessingException failure) {
        return doubledKey(failure)
                .map(key -> ApiException.invalid("INVALID_JSON", key, "is there twice"))
                .orElseGet(() -> isSyntax(failure) ? noJson(failure.getLocation()) : noObject());
    }

    /** Jackson takes content behind the end for a value of the wrong type. */
    private static boolean isSyntax(JsonProcessingException failure) {
        return !(failure instanceof MismatchedInputException)
                || failure.getOriginalMessage().startsWith("Trailing token");
    }

    private static ApiException noJson(JsonLocation place) {
        String where = place == null ? "" : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
        return ApiException.invalid("INVALID_JSON", "The body is not valid JSON" + where, List.of());
    }

    private static ApiException noObject() {
        return ApiException.invalid("INVALID_JSON", "The body is not a JSON object", List.of());
    }
}
