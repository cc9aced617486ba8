package dev.earshot.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is delivered until the test says so. The taxonomy has two events more. */
public class ManualDispatch implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "earshot.outbox.dispatch", "false",
                "earshot.events.custom.ai_quote_requested.description", "The customer asked for a quote for an item.",
                "earshot.events.custom.ai_quote_requested.required.item_id", "text",
                "earshot.events.custom.ai_quote_requested.required.quantity", "integer",
                "earshot.events.custom.ai_quote_requested.optional.needed_by", "date",
                "earshot.events.custom.ai_advice_rated.description", "The customer rated an advice.",
                "earshot.events.custom.ai_advice_rated.required.helpful", "boolean");
    }
}
