package dev.earshot.testing;

import dev.earshot.testing.stub.BackendStub;
import dev.earshot.testing.stub.WebhookStub;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/**
 * Nothing is delivered until the test says so, no reply ended that a test says some other replica makes, and the agent
 * says at once what it has to say. The taxonomy has three events more, {@link BackendStub} has tools, and {@link
 * WebhookStub} gets one of the events.
 */
public class ManualDispatch implements QuarkusTestProfile {
    /** The longest there is: while it lasts, the application that is tested ends nothing that others make. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("earshot.outbox.dispatch", "false"),
                Map.entry("earshot.chat.lease", LEASE.toSeconds() + "s"),
                Map.entry("earshot.chat.word-every", "0s"),
                Map.entry("earshot.chat.log-every", "20ms"),
                Map.entry("earshot.tools.file", "src/test/resources/backend/tools.yaml"),
                Map.entry("earshot.tools.private-addresses", "true"),
                Map.entry("earshot.webhook.private-addresses", "true"),
                Map.entry("earshot.webhook.endpoint.crm.url", "${EARSHOT_TEST_WEBHOOK}"),
                Map.entry("earshot.webhook.endpoint.crm.secrets", String.join(",", WebhookStub.SECRETS)),
                Map.entry("earshot.webhook.endpoint.crm.events", "ai_advice_rated"),
                event("ai_quote_requested.description", "The customer asked for a quote for an item."),
                event("ai_quote_requested.required.item_id", "text"),
                event("ai_quote_requested.required.quantity", "integer"),
                event("ai_quote_requested.optional.needed_by", "date"),
                event("ai_item_reserved.description", "The customer reserved an item."),
                event("ai_item_reserved.required.item_id", "text"),
                event("ai_item_reserved.required.quantity", "integer"),
                event("ai_advice_rated.description", "The customer rated an advice."),
                event("ai_advice_rated.required.helpful", "boolean"));
    }

    private static Map.Entry<String, String> event(String name, String value) {
        return Map.entry("earshot.events.custom." + name, value);
    }
}
