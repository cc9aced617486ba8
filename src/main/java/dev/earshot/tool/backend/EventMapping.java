package dev.earshot.tool.backend;

import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventType;
import dev.earshot.event.ParameterType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which event a call causes, and what its parameters are. */
public record EventMapping(EventDefinition definition, Map<String, Template> parameters) {

    /**
     * The event of a call; {@code values} hold the mapped answer. A parameter without a value, or with one of another
     * type than the event's, is left out: the effect has happened, and its event must not fail.
     */
    public Event of(CallValues values) {
        Map<String, Object> given = new LinkedHashMap<>();
        parameters.forEach((name, template) -> template.value(values)
                .flatMap(value -> typed(definition.parameters().get(name), value))
                .ifPresent(value -> given.put(name, value)));
        return event(values.session(), given);
    }

    private Event event(Session session, Map<String, Object> given) {
        Optional<EventType> standard = EventType.named(definition.name());
        if (standard.isEmpty()) {
            return new Event.Custom(definition.name(), given);
        }
        return switch (standard.get()) {
            case SESSION_STARTED -> new Event.SessionStarted(session.platform(), text(given, "entry_point"));
            case QUERY_SUBMITTED ->
                new Event.QuerySubmitted(
                        session.platform(), text(given, "query_text"), text(given, "category"), text(given, "filters"));
            case RESULT_VIEWED ->
                new Event.ResultViewed(
                        text(given, "item_id"), text(given, "item_name"), (BigDecimal) given.get("price"));
            case ITEM_SAVED -> new Event.ItemSaved(text(given, "item_id"), text(given, "item_type"));
            case CONVERSION_COMPLETED ->
                new Event.ConversionCompleted(
                        text(given, "item_id"),
                        (BigDecimal) given.get("revenue"),
                        text(given, "currency"),
                        session.sourceEvent());
        };
    }

    private static String text(Map<String, Object> given, String name) {
        return (String) given.get(name);
    }

    private static Optional<Object> typed(ParameterType type, Object value) {
        return switch (type) {
            case TEXT ->
                value instanceof Map || value instanceof Iterable
                        ? Optional.empty()
                        : Optional.of(Template.plain(value));
            case DATE -> Optional.of(value).filter(day -> day instanceof String text && ParameterType.isDay(text));
            case NUMBER -> number(value).map(Object.class::cast);
            case INTEGER -> number(value).flatMap(EventMapping::whole);
            case BOOLEAN -> Optional.of(value).filter(Boolean.class::isInstance);
        };
    }

    private static Optional<Object> whole(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(Object value) {
        return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }
}
