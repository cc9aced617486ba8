package dev.earshot.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The event taxonomy: customers' actions in an AI app that marketing can act on, with the parameters each must carry.
 * Names are those of the taxonomy; each destination has its own spelling.
 *
 * <p>Source: Netmera's guide "Conversational AI Apps", step 1. Abandonment is inferred from a session's end and is no
 * event.
 */
public enum EventType {
    SESSION_STARTED("ai_session_started", "platform", "entry_point"),
    QUERY_SUBMITTED("ai_query_submitted", "platform", "query_text", "category", "filters"),
    RESULT_VIEWED("ai_result_viewed", "item_id", "item_name", "price"),
    ITEM_SAVED("ai_item_saved", "item_id", "item_type"),
    CONVERSION_COMPLETED("ai_conversion_completed", "item_id", "revenue", "currency", "source_event");

    private static final Set<String> NUMBERS = Set.of("price", "revenue");

    private final String taxonomyName;
    private final List<String> parameters;

    EventType(String taxonomyName, String... parameters) {
        this.taxonomyName = taxonomyName;
        this.parameters = List.of(parameters);
    }

    static ParameterType typeOf(String parameter) {
        return NUMBERS.contains(parameter) ? ParameterType.NUMBER : ParameterType.TEXT;
    }

    /** Such as {@code ai_query_submitted}. */
    public String taxonomyName() {
        return taxonomyName;
    }

    /** The parameters that the taxonomy lists for it, such as {@code query_text}. */
    public List<String> parameters() {
        return parameters;
    }

    public static Optional<EventType> named(String taxonomyName) {
        for (EventType type : values()) {
            if (type.taxonomyName.equals(taxonomyName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
