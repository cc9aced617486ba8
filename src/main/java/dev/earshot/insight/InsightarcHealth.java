package dev.earshot.insight;

import dev.earshot.http.client.PublicUrl;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Insightarc's health, for the readiness answer and once for the log. The check stays up, because tools work without
 * context. But a wrong address or key must not look like a shop full of strangers.
 */
@Readiness
@Default
@Singleton
class InsightarcHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(InsightarcHealth.class);
    /** A single failure says little. */
    private static final int IN_A_ROW = 5;
    /** New customers and sessions are unknown; this many in a row without a known one are suspicious. */
    private static final int STRANGERS = 200;

    private final String address;
    private int failures;
    private int strangers;
    private String trouble = "";

    InsightarcHealth(InsightConfig config) {
        this.address = PublicUrl.shown(config.url());
    }

    synchronized void known() {
        failures = 0;
        strangers = 0;
        if (!trouble.isEmpty()) {
            LOG.infof("Insightarc recovered; it had failed with: %s", trouble);
            trouble = "";
        }
    }

    /** Insightarc answered that it does not know the customer or session. */
    synchronized void unknown() {
        failures = 0;
        if (++strangers == STRANGERS) {
            trouble("404 to the last " + STRANGERS + " questions");
        }
    }

    /** @param answer its answer, at best a status */
    synchronized void failed(String answer) {
        if (++failures == IN_A_ROW) {
            trouble(answer);
        }
    }

    private void trouble(String answer) {
        trouble = answer + " from " + address + "; see EARSHOT_INSIGHTARC_URL and EARSHOT_INSIGHTARC_API_KEY";
        LOG.warnf("Tools answer without context: %s", trouble);
    }

    @Override
    public synchronized HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("Insightarc").up();
        return trouble.isEmpty()
                ? health.withData("state", "answering").build()
                : health.withData("state", "degraded")
                        .withData("reason", trouble)
                        .build();
    }
}
