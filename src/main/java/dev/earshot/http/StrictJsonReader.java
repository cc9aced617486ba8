package dev.earshot.http;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiFunction;

/**
 * Reads bodies strictly, ignoring and guessing nothing: it refuses an unknown member, such as a misspelt one, a text in
 * place of a number, a number in place of a text, a duplicate key, and content after the end, each with its place.
 *
 * <p>All resources with a body name it. It is not for all JSON, because vendors add members to their answers at any
 * time.
 */
public final class StrictJsonReader implements BiFunction<ObjectMapper, Type, ObjectReader> {
    /** A copy of the application's mapper, of which there is one. */
    private static final Map<ObjectMapper, ObjectMapper> STRICT = new WeakHashMap<>();

    @Override
    public ObjectReader apply(ObjectMapper json, Type type) {
        ObjectMapper strict = strict(json);
        return strict.readerFor(strict.constructType(type)).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    private static synchronized ObjectMapper strict(ObjectMapper json) {
        return STRICT.computeIfAbsent(json, StrictJsonReader::copy);
    }

    @SuppressWarnings("deprecation") // Its replacement is the builder, which can't begin with a mapper that there is.
    private static ObjectMapper copy(ObjectMapper json) {
        ObjectMapper strict = json.copy()
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        strict.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return strict;
    }
}
