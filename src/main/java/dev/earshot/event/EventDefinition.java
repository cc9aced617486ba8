package dev.earshot.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of the taxonomy: what it is called and what it carries.
 *
 * @param name under which the taxonomy knows it, such as {@code ai_query_submitted}
 * @param description when it happens, in words for a model; empty for the built-in events
 * @param required parameters without which a custom event is not accepted; all of a built-in one, some of which may be
 *     absent
 * @param optional parameters that it may carry
 */
public record EventDefinition(
        String name, String description, Map<String, ParameterType> required, Map<String, ParameterType> optional) {

    static EventDefinition of(EventType type) {
        Map<String, ParameterType> parameters = new LinkedHashMap<>();
        type.parameters().forEach(parameter -> parameters.put(parameter, EventType.typeOf(parameter)));
        return new EventDefinition(type.taxonomyName(), "", parameters, Map.of());
    }

    /** All parameters, the required ones first. */
    public Map<String, ParameterType> parameters() {
        Map<String, ParameterType> all = new LinkedHashMap<>(required);
        all.putAll(optional);
        return all;
    }
}
