package dev.earshot.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.lang.reflect.Type;
import java.util.function.BiFunction;

/**
 * Reads bodies in which nothing is passed over: a member that is not known here, misspelt perhaps, is refused where it stands. It is for resources
 * that name it, and not for all JSON, since vendors add members to their answers at any time.
 */
public final class StrictJson implements BiFunction<ObjectMapper, Type, ObjectReader> {
    @Override
    public ObjectReader apply(ObjectMapper json, Type type) {
        return json.readerFor(json.constructType(type)).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
