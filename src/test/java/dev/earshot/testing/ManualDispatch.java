package dev.earshot.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/**
 * Nothing is delivered until the test says so, and no reply ended that a test says some other replica makes. The
 * taxonomy has two events more.
 */
public class ManualDispatch implements QuarkusTestProfile {
    /** The longest there is: while it lasts, the application that is tested ends nothing that others make. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "earshot.outbox.dispatch", "false",
                "earshot.chat.lease", LEASE.toSeconds() + "s",
                "earshot.events.custom.ai_quote_requested.description", "The customer asked for a quote for an item.",
                "earshot.events.custom.ai_quote_requested.required.item_id", "text",
                "earshot.events.custom.ai_quote_requested.required.quantity", "integer",
                "earshot.events.custom.ai_quote_requested.optional.needed_by", "date",
                "earshot.events.custom.ai_advice_rated.description", "The customer rated an advice.",
                "earshot.events.custom.ai_advice_rated.required.helpful", "boolean");
    }
}
