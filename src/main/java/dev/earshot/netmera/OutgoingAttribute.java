package dev.earshot.netmera;

import dev.earshot.event.ParameterType;
import java.util.Set;

/**
 * A parameter or attribute as it is sent.
 *
 * @param name on the wire
 * @param typed with the panel's type that suits it best, for people to read
 * @param dataTypes the panel's types that take its values
 */
record OutgoingAttribute(String name, String typed, Set<String> dataTypes) {

    static OutgoingAttribute of(String name, ParameterType type) {
        return switch (type) {
            case TEXT -> new OutgoingAttribute(name, name + " STRING", Set.of("STRING"));
            case NUMBER -> new OutgoingAttribute(name, name + " DOUBLE", Set.of("INT", "LONG", "DOUBLE"));
            case INTEGER -> new OutgoingAttribute(name, name + " LONG", Set.of("INT", "LONG", "DOUBLE", "TIME_STAMP"));
            case BOOLEAN -> new OutgoingAttribute(name, name + " BOOLEAN", Set.of("BOOLEAN"));
            case DATE -> new OutgoingAttribute(name, name + " DATE", Set.of("DATE"));
        };
    }

    /** An attribute of which only values are known, of a JSON type: a text may be a date, a number a moment. */
    static OutgoingAttribute value(String name, String jsonType) {
        return switch (jsonType) {
            case "boolean" -> of(name, ParameterType.BOOLEAN);
            case "number" ->
                new OutgoingAttribute(name, name + " DOUBLE", Set.of("INT", "LONG", "DOUBLE", "TIME_STAMP"));
            default -> new OutgoingAttribute(name, name + " STRING", Set.of("STRING", "DATE"));
        };
    }

    boolean fits(Panel.Attribute attribute) {
        return dataTypes.contains(attribute.dataType());
    }
}
