package dev.earshot.tool.ledger;

import dev.earshot.outbox.NewDelivery;
import java.util.List;

/**
 * A call as the ledger's statements need it.
 *
 * @param answer the answer kept for retries, as JSON; {@code null} without a claim
 */
record LedgerRow(String id, LoggedCall call, List<NewDelivery> deliveries, String answer) {

    String sessionId() {
        return call.sessionId();
    }

    String tool() {
        return call.call().tool();
    }

    String arguments() {
        return call.arguments().encode();
    }

    String source() {
        return call.source() == null ? null : call.source().taxonomyName();
    }

    /** Whether the call is recorded only if its session's attribution is unchanged. */
    boolean dependsOnSource() {
        return call.converted() && call.source() != null;
    }

    String claim() {
        return call.call().claim();
    }
}
