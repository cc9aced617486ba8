package dev.earshot.netmera;

import dev.earshot.customer.Customers;
import dev.earshot.event.EventTaxonomy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Checks at the start and on demand that Netmera's panel knows our events and attributes in our spelling: Netmera
 * accepts a mismatch silently, and journeys stop.
 */
@Singleton
class PanelCheck {
    private static final Logger LOG = Logger.getLogger(PanelCheck.class);

    /**
     * The start must not wait for calls to others; and in the sandbox, Netmera is this application, which does not
     * listen yet.
     */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final NetmeraApi api;
    private final NetmeraConfig config;
    private final NameMapping names;
    private final EventTaxonomy taxonomy;
    private final Customers customers;
    private volatile int findings;

    PanelCheck(
            @RestClient NetmeraApi api,
            NetmeraConfig config,
            NameMapping names,
            EventTaxonomy taxonomy,
            Customers customers,
            MeterRegistry meters) {
        this.api = api;
        this.config = config;
        this.names = names;
        this.taxonomy = taxonomy;
        this.customers = customers;
        Gauge.builder("earshot.taxonomy.findings", () -> findings)
                .description("Differences between what is sent and Netmera's panel at the last check")
                .register(meters);
    }

    Uni<List<PanelFinding>> check() {
        return panel().chain(panel -> customers
                        .attributeTypes()
                        .map(found ->
                                PanelComparison.of(names, config.eventTime(), panel, taxonomy.all(), profile(found))))
                .invoke(found -> findings = found.size());
    }

    private Uni<Panel> panel() {
        return api.events(config.apiKey())
                .map(JsonObject::new)
                .chain(events -> api.attributes(config.apiKey())
                        .map(JsonObject::new)
                        .map(attributes -> Panel.of(events, attributes)));
    }

    /** The attributes that the configuration names, and others that customers have. */
    private Collection<OutgoingAttribute> profile(Map<String, Set<String>> found) {
        Set<OutgoingAttribute> profile = new LinkedHashSet<>();
        config.profile()
                .forEach((ours, attribute) ->
                        profile.add(OutgoingAttribute.of(names.attribute(ours), attribute.type())));
        found.forEach((ours, jsonTypes) -> {
            if (!config.profile().containsKey(ours)) {
                jsonTypes.forEach(type -> profile.add(OutgoingAttribute.value(names.attribute(ours), type)));
            }
        });
        return profile;
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
