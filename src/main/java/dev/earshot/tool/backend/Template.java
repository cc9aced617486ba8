package dev.earshot.tool.backend;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text with places for values, such as {@code order for {customer.id}}. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*)}");

    private final List<Part> parts = new ArrayList<>();

    /** Either a text or a place. */
    private record Part(String text, String place) {}

    Template(String text) {
        int end = 0;
        for (MatchResult place : PLACE.matcher(text).results().toList()) {
            if (place.start() > end) {
                parts.add(new Part(text.substring(end, place.start()), null));
            }
            parts.add(new Part(null, place.group(1)));
            end = place.end();
        }
        if (end < text.length() || parts.isEmpty()) {
            parts.add(new Part(text.substring(end), null));
        }
    }

    Set<String> places() {
        Set<String> places = new TreeSet<>();
        parts.stream().filter(part -> part.place() != null).forEach(part -> places.add(part.place()));
        return places;
    }

    /** The value of the only place, with its type, or a text; empty if the template is one place without a value. */
    Optional<Object> value(CallValues values) {
        return parts.size() == 1 && parts.get(0).place() != null
                ? values.value(parts.get(0).place())
                : Optional.of(text(values, UnaryOperator.identity()));
    }

    /** The text with each value as the operator writes it; places without a value are empty. */
    String text(CallValues values, UnaryOperator<String> written) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(
                part.place() == null
                        ? part.text()
                        : values.value(part.place())
                                .map(Template::plain)
                                .map(written)
                                .orElse("")));
        return text.toString();
    }

    static String plain(Object value) {
        return value instanceof Double number
                ? new java.math.BigDecimal(number.toString())
                        .stripTrailingZeros()
                        .toPlainString()
                : value.toString();
    }

    /** JSON whose texts are templates: a member or an entry without a value is left out. */
    static Optional<Object> filled(Object json, CallValues values) {
        if (json instanceof JsonObject object) {
            JsonObject filled = new JsonObject();
            object.forEach(
                    member -> filled(member.getValue(), values).ifPresent(value -> filled.put(member.getKey(), value)));
            return Optional.of(filled);
        }
        if (json instanceof JsonArray array) {
            JsonArray filled = new JsonArray();
            array.forEach(entry -> filled(entry, values).ifPresent(filled::add));
            return Optional.of(filled);
        }
        return json instanceof String text ? new Template(text).value(values) : Optional.ofNullable(json);
    }

    static Stream<String> placesIn(Object json) {
        if (json instanceof JsonObject object) {
            return object.stream().flatMap(member -> placesIn(member.getValue()));
        }
        if (json instanceof JsonArray array) {
            return array.stream().flatMap(Template::placesIn);
        }
        return json instanceof String text ? new Template(text).places().stream() : Stream.empty();
    }
}
