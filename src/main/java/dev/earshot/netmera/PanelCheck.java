package dev.earshot.netmera;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Checks at the start, and when somebody asks, that Netmera's panel knows our events as we spell them: a mismatch is accepted silently and stops
 * journeys.
 */
@Singleton
class PanelCheck {
    private static final Logger LOG = Logger.getLogger(PanelCheck.class);

    /** The start is no moment for calls to others; and in the sandbox, Netmera is this application, which does not listen yet. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final Naming naming;
    private volatile int findings;

    PanelCheck(@RestClient NetmeraApi api, NetmeraConfig config, Naming naming, MeterRegistry meters) {
        this.api = api;
        this.config = config;
        this.naming = naming;
        Gauge.builder("earshot.taxonomy.findings", () -> findings)
                .description("Differences between our event taxonomy and Netmera's panel at the last check")
                .register(meters);
    }

    Uni<List<Finding>> check() {
        return api.events(config.apiKey())
                .map(JsonObject::new)
                .map(Panel::of)
                .map(panel -> Comparison.of(naming, panel))
                .invoke(found -> findings = found.size());
    }

    void atStart(@Observes StartupEvent started) {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(SETTLED)
                .chain(this::check)
                .subscribe()
                .with(
                        found -> found.forEach(
                                finding -> LOG.warnf("Netmera's panel differs from what is sent: %s", finding)),
                        failure -> LOG.infof("Netmera's panel could not be checked: %s", failure.getMessage()));
    }
}
