package dev.earshot.netmera;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is registered in Netmera's panel.
 *
 * @param events as {@code GET /app/events} lists them
 * @param profile the attributes of profiles, as {@code GET /app/profile-attributes} lists them
 */
record Panel(List<Event> events, List<Attribute> profile) {

    /** An event of the panel; which of its two names events are sent by is not documented, so either counts. */
    record Event(String code, String name, List<Attribute> attributes) {
        boolean isCalled(String wireName) {
            return wireName.equals(code) || wireName.equals(name);
        }
    }

    /** One of its attributes, of type STRING, INT, LONG, DOUBLE, BOOLEAN, DATE or TIME_STAMP. */
    record Attribute(String code, String dataType, boolean mandatory) {}

    static Panel of(JsonObject events, JsonObject attributes) {
        return new Panel(
                entries(events).map(Panel::event).toList(),
                entries(attributes).map(Panel::attribute).toList());
    }

    /**
     * All entries of all lists: standard and custom ones come apart, and what the lists of attributes are called is not
     * documented.
     */
    private static Stream<JsonObject> entries(JsonObject answer) {
        return answer.stream()
                .map(Map.Entry::getValue)
                .filter(JsonArray.class::isInstance)
                .flatMap(list -> ((JsonArray) list).stream())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    Optional<Event> called(String wireName) {
        return events.stream().filter(event -> event.isCalled(wireName)).findFirst();
    }

    /** One that differs only in case or underscores: a typing error that silently stops journeys. */
    Optional<Event> almostCalled(String wireName) {
        return almost(events, wireName, Event::code).or(() -> almost(events, wireName, Event::name));
    }

    static <T> Optional<T> almost(List<T> all, String wireName, Function<T, String> name) {
        Map<String, T> plain = new LinkedHashMap<>();
        all.forEach(one -> plain.putIfAbsent(plain(name.apply(one)), one));
        return Optional.ofNullable(plain.get(plain(wireName)));
    }

    private static String plain(String name) {
        return name == null ? "" : name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Event event(JsonObject event) {
        List<Attribute> attributes = event.getJsonArray("attributes", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(Panel::attribute)
                .toList();
        return new Event(event.getString("code"), event.getString("eventName"), attributes);
    }

    private static Attribute attribute(JsonObject attribute) {
        return new Attribute(
                attribute.getString("code"),
                attribute.getString("dataType", ""),
                attribute.getBoolean("mandatory", false));
    }
}
