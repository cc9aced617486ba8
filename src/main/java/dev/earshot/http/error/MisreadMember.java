package dev.earshot.http.error;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.earshot.common.ApiException.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The member of a body that its reader did not take, and what was expected of it. */
final class MisreadMember {
    private MisreadMember() {}

    /** Such as {@code rule.all[0].any[1].within}; empty if it is the whole body. */
    static Optional<Fault> of(JsonMappingException e) {
        String place = e.getPath().stream()
                .map(step -> step.getFieldName() != null ? "." + step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining());
        return place.isEmpty() ? Optional.empty() : Optional.of(new Fault(place.substring(1), expectation(e)));
    }

    private static String expectation(JsonMappingException e) {
        if (e instanceof UnexpectedValueException) {
            return e.getOriginalMessage();
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return oneOf(format.getTargetType());
        }
        if (e instanceof ValueInstantiationException made && made.getType().isEnumType()) {
            return oneOf(made.getType().getRawClass());
        }
        if (e instanceof InvalidNullException) {
            return "must not be null";
        }
        return e instanceof UnrecognizedPropertyException ? "is not known here" : "is of the wrong type";
    }

    private static String oneOf(Class<?> values) {
        return "must be one of "
                + Arrays.stream(values.getEnumConstants())
                        .map(one -> one.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
