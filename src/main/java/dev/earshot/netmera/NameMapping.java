package dev.earshot.netmera;

import dev.earshot.event.EventType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The one mapping from the names of the taxonomy to those on the wire. */
@Singleton
class NameMapping {
    /** Netmera's documentation spells its own events in both ways. */
    public enum Style {
        /** As in the API's examples: {@code AIQuerySubmitted}, {@code queryText}. */
        CAMEL,
        /** As in the guide's taxonomy: {@code ai_query_submitted}, {@code query_text}. */
        SNAKE
    }

    private static final String SOURCE_EVENT = "source_event";

    private final Style style;
    private final Map<String, String> exceptions;
    private final Map<String, String> attributes;

    @Inject
    NameMapping(NetmeraConfig config) {
        this(config.naming(), config.names(), renamed(config.profile()));
    }

    NameMapping(Style style, Map<String, String> exceptions, Map<String, String> attributes) {
        this.style = style;
        this.exceptions = Map.copyOf(exceptions);
        this.attributes = Map.copyOf(attributes);
    }

    private static Map<String, String> renamed(Map<String, NetmeraConfig.Attribute> profile) {
        Map<String, String> names = new HashMap<>();
        profile.forEach((ours, attribute) -> attribute.name().ifPresent(theirs -> names.put(ours, theirs)));
        return names;
    }

    /** An attribute's name: the caller's, unless the configuration has another. */
    String attribute(String ours) {
        return attributes.getOrDefault(ours, ours);
    }

    /** How an event of the taxonomy is called: {@code ai_query_submitted} is {@code AIQuerySubmitted}. */
    String event(String taxonomyName) {
        String exception = exceptions.get(taxonomyName);
        return exception != null ? exception : style == Style.SNAKE ? taxonomyName : eventInCamelCase(taxonomyName);
    }

    /** How a parameter of an event is called: {@code query_text} is {@code queryText}. */
    String parameter(String event, String taxonomyName) {
        String exception = exceptions.get(event + "." + taxonomyName);
        return exception != null ? exception : style == Style.SNAKE ? taxonomyName : inCamelCase(taxonomyName, false);
    }

    /** A parameter's value, which may itself be the name of an event. */
    Object value(String parameter, Object value) {
        return parameter.equals(SOURCE_EVENT)
                        && value instanceof String name
                        && EventType.named(name).isPresent()
                ? event(name)
                : value;
    }

    private static String eventInCamelCase(String name) {
        return name.startsWith("ai_") ? "AI" + inCamelCase(name.substring(3), true) : inCamelCase(name, true);
    }

    /** For any name: an operator may correct a delivery with names outside the taxonomy. */
    private static String inCamelCase(String name, boolean capital) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_+")) {
            boolean raised = !word.isEmpty() && (capital || !camel.isEmpty());
            camel.append(raised ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
        }
        return camel.toString();
    }
}
