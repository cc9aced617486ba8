package dev.earshot.netmera;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The events that are registered in Netmera's panel, as {@code GET /app/events} lists them. */
record Panel(List<Event> events) {

    /** An event of the panel; which of its two names events are sent by is not documented, so either counts. */
    record Event(String code, String name, List<Attribute> attributes) {
        boolean isCalled(String wireName) {
            return wireName.equals(code) || wireName.equals(name);
        }
    }

    /** One of its attributes, of type STRING, INT, LONG, DOUBLE, BOOLEAN, DATE or TIME_STAMP. */
    record Attribute(String code, String dataType, boolean mandatory) {}

    static Panel of(JsonObject answer) {
        List<Event> events = new ArrayList<>();
        for (String list : List.of("standardEvents", "customEvents")) {
            for (Object event : answer.getJsonArray(list, new JsonArray())) {
                events.add(event((JsonObject) event));
            }
        }
        return new Panel(events);
    }

    Optional<Event> called(String wireName) {
        return events.stream().filter(event -> event.isCalled(wireName)).findFirst();
    }

    /** One that differs only in case or underscores: a slip of the pen, and the reason why journeys stop silently. */
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
                .map(one -> new Attribute(
                        one.getString("code"), one.getString("dataType", ""), one.getBoolean("mandatory", false)))
                .toList();
        return new Event(event.getString("code"), event.getString("eventName"), attributes);
    }
}
