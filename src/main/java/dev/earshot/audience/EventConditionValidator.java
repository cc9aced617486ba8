package dev.earshot.audience;

import dev.earshot.common.ApiException.Fault;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks what a rule asks of an event: it is defined, has these parameters, and the values are of their types. */
final class EventConditionValidator {
    /** What is known of every event, besides its own parameters: the platform, and its item as the catalogue has it. */
    private static final Map<String, ParameterType> OF_ALL = Map.of(
            "platform", ParameterType.TEXT,
            "category", ParameterType.TEXT,
            "price", ParameterType.NUMBER,
            "currency", ParameterType.TEXT);

    private final Map<String, EventDefinition> events;

    EventConditionValidator(List<EventDefinition> events) {
        this.events = events.stream()
                .collect(Collectors.toMap(
                        EventDefinition::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    /** @param mayBeUndefined the events that may be named although they are not defined (any more) */
    List<Fault> faults(
            String field, String event, Map<String, ParameterCondition> where, Predicate<String> mayBeUndefined) {
        if (event == null) {
            return List.of(new Fault(field + ".event", "is missing"));
        }
        EventDefinition definition = events.get(event);
        if (definition == null) {
            return mayBeUndefined.test(event)
                    ? List.of()
                    : List.of(new Fault(
                            field + ".event",
                            "names no event: " + RuleValidator.shortened(event) + "; there are "
                                    + String.join(", ", events.keySet())));
        }
        Map<String, ParameterType> parameters = new HashMap<>(OF_ALL);
        parameters.putAll(definition.parameters());
        List<Fault> faults = new ArrayList<>();
        where.forEach((name, condition) -> {
            String place = field + ".where." + RuleValidator.shortened(name);
            if (!parameters.containsKey(name)) {
                faults.add(new Fault(place, "is no parameter of " + event));
            } else if (!fits(condition, parameters.get(name))) {
                faults.add(new Fault(place, "must be " + expected(parameters.get(name))));
            }
        });
        return faults;
    }

    private static boolean fits(ParameterCondition condition, ParameterType type) {
        Class<?> kind = switch (type) {
            case TEXT, DATE -> String.class;
            case NUMBER, INTEGER -> BigDecimal.class;
            case BOOLEAN -> Boolean.class;
        };
        return condition != null
                && (condition.isRange()
                        ? kind == BigDecimal.class
                        : condition.oneOf().stream().allMatch(kind::isInstance));
    }

    private static String expected(ParameterType type) {
        return switch (type) {
            case TEXT -> "a text, or a list of texts";
            case DATE -> "a day such as 2026-01-31, or a list of days";
            case NUMBER, INTEGER -> "a number, a list of numbers, or a range with `min`, `max` or both";
            case BOOLEAN -> "true or false";
        };
    }
}
