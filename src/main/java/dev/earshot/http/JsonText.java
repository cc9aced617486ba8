package dev.earshot.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
            throw doubledKey(e).map(JsonText::doubled).orElseGet(JsonText::noObject);
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
            throw doubledKey(e)
                    .map(JsonText::doubled)
                    .orElseGet(() -> ApiException.invalid("INVALID_JSON", "The body is not valid JSON", List.of()));
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

    public static ApiException doubled(String key) {
        return ApiException.invalid("INVALID_JSON", key, "is there twice");
    }

    private static ApiException noObject() {
        return ApiException.invalid("INVALID_JSON", "The body is not a JSON object", List.of());
    }
}
