package dev.earshot.event;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** A customer's action in an AI app, sent to destinations once it is committed here. */
public sealed interface Event {

    /** Its name in the taxonomy, such as {@code ai_query_submitted}. */
    String name();

    /** The parameters under their taxonomy names, in the taxonomy's order; unknown ones are left out. */
    Map<String, Object> parameters();

    /**
     * A conversation began.
     *
     * @param platform the AI platform, such as {@code chatgpt}
     * @param entryPoint where in the app it began; may be {@code null}
     */
    record SessionStarted(String platform, String entryPoint) implements Event {
        @Override
        public String name() {
            return EventType.SESSION_STARTED.taxonomyName();
        }

        @Override
        public Map<String, Object> parameters() {
            return known("platform", platform, "entry_point", entryPoint);
        }
    }

    /**
     * The customer asked for something.
     *
     * @param category the kind of thing asked for; may be {@code null}
     * @param filters the filters in words, such as {@code maxPrice=100}; may be {@code null}
     */
    record QuerySubmitted(String platform, String queryText, String category, String filters) implements Event {
        @Override
        public String name() {
            return EventType.QUERY_SUBMITTED.taxonomyName();
        }

        @Override
        public Map<String, Object> parameters() {
            return known("platform", platform, "query_text", queryText, "category", category, "filters", filters);
        }
    }

    /** The customer looked at one item. */
    record ResultViewed(String itemId, String itemName, BigDecimal price) implements Event {
        @Override
        public String name() {
            return EventType.RESULT_VIEWED.taxonomyName();
        }

        @Override
        public Map<String, Object> parameters() {
            return known("item_id", itemId, "item_name", itemName, "price", price);
        }
    }

    /** The customer bookmarked an item, of the type that the catalogue gives as its category. */
    record ItemSaved(String itemId, String itemType) implements Event {
        @Override
        public String name() {
            return EventType.ITEM_SAVED.taxonomyName();
        }

        @Override
        public Map<String, Object> parameters() {
            return known("item_id", itemId, "item_type", itemType);
        }
    }

    /** The customer bought, booked or signed up; {@code sourceEvent} is the interaction that it is attributed to. */
    record ConversionCompleted(String itemId, BigDecimal revenue, String currency, EventType sourceEvent)
            implements Event {
        @Override
        public String name() {
            return EventType.CONVERSION_COMPLETED.taxonomyName();
        }

        @Override
        public Map<String, Object> parameters() {
            return known(
                    "item_id",
                    itemId,
                    "revenue",
                    revenue,
                    "currency",
                    currency,
                    "source_event",
                    sourceEvent.taxonomyName());
        }
    }

    /** Something that only this installation's configuration knows; its parameters have been checked by that. */
    record Custom(String name, Map<String, Object> parameters) implements Event {}

    private static Map<String, Object> known(Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return parameters;
    }
}
