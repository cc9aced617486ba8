package dev.earshot.kafka;

import dev.earshot.common.CallerContext;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryMessage;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.OrderedSending;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Sends each delivery to a topic as a record of its own, with the customer as key: so a customer's records are in one
 * partition, in order.
 *
 * <p>The producer may block while it looks for brokers: it is called on threads of its own, as many as batches in
 * flight, and no other destination waits for them.
 */
final class KafkaDestination implements Destination {
    private final String topic;
    private final Optional<Set<String>> kinds;
    private final int lanes;
    private final KafkaConnection connection;
    private final Vertx vertx;
    private final WorkerExecutor workers;

    /** @param lanes how many customers' deliveries a batch may have, which are all sent side by side */
    KafkaDestination(KafkaConfig config, int lanes, KafkaConnection connection, Vertx vertx, WorkerExecutor workers) {
        this.topic = config.topic();
        this.kinds = config.events();
        this.lanes = lanes;
        this.connection = connection;
        this.vertx = vertx;
        this.workers = workers;
    }

    @Override
    public String name() {
        return KAFKA;
    }

    @Override
    public Optional<Set<String>> kinds() {
        return kinds;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    /** Without brokers a batch costs one wait, and not one for each of its customers. */
    @Override
    public Uni<Map<String, DeliveryResult>> deliver(DeliveryBatch batch, BooleanSupplier goOn) {
        return reach().chain(reached -> {
            Function<Delivery, Uni<DeliveryResult>> send = reached instanceof DeliveryResult.Delivered
                    ? this::send
                    : delivery -> Uni.createFrom().item(reached);
            return OrderedSending.of(batch, goOn, lanes, send);
        });
    }

    private Uni<DeliveryResult> reach() {
        return blocking(told -> {
            connection.reach();
            told.accept(null);
        });
    }

    private Uni<DeliveryResult> send(Delivery delivery) {
        ProducerRecord<String, byte[]> message = message(delivery);
        return blocking(told -> connection.send(message, told));
    }

    /** On a thread that may block; the result comes back to the context that asked. */
    private Uni<DeliveryResult> blocking(Consumer<Consumer<Exception>> work) {
        return Uni.createFrom().emitter(caller -> {
            CallerContext origin = new CallerContext(vertx.getOrCreateContext());
            Consumer<Exception> told = failure -> origin.tell(() -> caller.complete(KafkaResult.of(failure)));
            workers.executeBlocking(
                            () -> {
                                work.accept(told);
                                return null;
                            },
                            false)
                    .onFailure(failure -> told.accept(
                            failure instanceof Exception known ? known : new IllegalStateException(failure)));
        });
    }

    private ProducerRecord<String, byte[]> message(Delivery delivery) {
        DeliveryMessage message = DeliveryMessage.of(delivery);
        ProducerRecord<String, byte[]> made = new ProducerRecord<>(
                topic,
                null,
                delivery.customer().value(),
                message.body(),
                List.of(
                        header("content-type", "application/json"),
                        header("event-id", delivery.eventId()),
                        header("event-type", message.type()),
                        header("event-time", message.timestamp())));
        delivery.traceparent().ifPresent(trace -> made.headers().add(header("traceparent", trace)));
        return made;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
