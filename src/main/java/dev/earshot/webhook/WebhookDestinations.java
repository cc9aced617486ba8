package dev.earshot.webhook;

import dev.earshot.http.client.CheckedConnection;
import dev.earshot.http.client.HttpClientSettings;
import dev.earshot.http.client.HttpTarget;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.FurtherDestinations;
import dev.earshot.outbox.OutboxConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** A destination for each endpoint of the configuration. */
@Singleton
class WebhookDestinations implements FurtherDestinations {
    private static final int BEFORE_THE_SCHEMA = 0;
    /** Answers are read for the operator alone. */
    private static final int ANSWER_BYTES = 1_048_576;

    private final List<WebhookDestination> all;

    WebhookDestinations(
            WebhookEndpoints endpoints,
            WebhookConfig config,
            OutboxConfig outbox,
            Vertx vertx,
            HttpClientSettings outgoing,
            InstantSource clock) {
        all = endpoints.all().stream()
                .map(endpoint -> new WebhookDestination(
                        endpoint,
                        new CheckedConnection(vertx, target(endpoint, config), outgoing),
                        outbox.inFlight(),
                        clock))
                .toList();
    }

    private static HttpTarget target(WebhookEndpoint endpoint, WebhookConfig config) {
        return new HttpTarget(
                endpoint.url(),
                endpoint.timeout(),
                endpoint.concurrency(),
                ANSWER_BYTES,
                "earshot.webhook.private-addresses",
                config.privateAddresses());
    }

    /** Senseless endpoints end the start before anything else begins. */
    void check(@Observes @Priority(BEFORE_THE_SCHEMA) StartupEvent started) {}

    @PreDestroy
    void close() {
        all.forEach(WebhookDestination::close);
    }

    @Override
    public List<Destination> all() {
        return List.copyOf(all);
    }
}
