package dev.earshot.outbox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Lane;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliverySpansTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Vertx vertx = Vertx.vertx();
    private final DeliverySpans spans = new DeliverySpans(OpenTelemetry.noop().getTracer("test"), vertx);

    @AfterEach
    void close() {
        vertx.close();
    }

    /** Otherwise it would go on sending for customers whose lanes another replica has leased meanwhile. */
    @Test
    void a_traced_batch_that_is_given_up_is_not_sent_any_further() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        Uni<Map<String, DeliveryResult>> endless =
                Uni.createFrom().emitter(caller -> caller.onTermination(() -> givenUp.complete(null)));

        UniAssertSubscriber<Map<String, DeliveryResult>> courier = spans.around(
                        traced(), () -> endless.onSubscription().invoke(() -> begun.complete(null)))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        begun.get(5, TimeUnit.SECONDS);
        courier.cancel();

        givenUp.get(5, TimeUnit.SECONDS);
    }

    @Test
    void an_attempt_that_can_not_even_begin_has_failed() {
        UniAssertSubscriber<Map<String, DeliveryResult>> courier = spans.around(traced(), () -> {
                    throw new IllegalStateException("No body");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        assertThat(courier.awaitFailure().getFailure()).hasMessage("No body");
    }

    private static DeliveryBatch traced() {
        CustomerId customer = new CustomerId("u1");
        Delivery delivery = new Delivery(
                "dlv_1",
                customer,
                1,
                0,
                "event_1",
                "ai_item_saved",
                new JsonObject(),
                Instant.EPOCH,
                Optional.of(TRACEPARENT));
        return new DeliveryBatch(
                "netmera", "lease_1", Instant.EPOCH, List.of(new Lane(customer, List.of(delivery), 1)), false);
    }
}
