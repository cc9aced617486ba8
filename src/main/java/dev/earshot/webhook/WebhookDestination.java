package dev.earshot.webhook;

import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CheckedConnection;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.OrderedSending;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Posts each delivery to an endpoint as a message of its own. */
final class WebhookDestination implements Destination {
    private final WebhookEndpoint endpoint;
    private final CheckedConnection connection;
    private final int sideBySide;
    private final InstantSource clock;

    /** @param batches how many batches may be in flight, which share the endpoint's concurrency */
    WebhookDestination(WebhookEndpoint endpoint, CheckedConnection connection, int batches, InstantSource clock) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.sideBySide = Math.max(1, endpoint.concurrency() / batches);
        this.clock = clock;
    }

    void close() {
        connection.close();
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public Optional<Set<String>> kinds() {
        return endpoint.kinds();
    }

    @Override
    public int lanes() {
        return endpoint.concurrency();
    }

    @Override
    public Uni<Map<String, DeliveryResult>> deliver(DeliveryBatch batch, BooleanSupplier goOn) {
        return OrderedSending.of(batch, goOn, sideBySide, this::post);
    }

    private Uni<DeliveryResult> post(Delivery delivery) {
        WebhookMessage message = WebhookMessage.of(delivery);
        return connection
                .send(
                        HttpMethod.POST,
                        endpoint.uri(),
                        message.headers(endpoint.secrets(), clock.instant()),
                        Buffer.buffer(message.body()))
                .map(answer -> WebhookResult.of(answer, clock.instant()))
                .onFailure(CallFailure.class)
                .recoverWithItem(failure -> WebhookResult.of(failure));
    }
}
