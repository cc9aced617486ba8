package dev.earshot.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Sends each delivery of a batch by itself: a customer's one after the other, and those of several customers side by
 * side.
 */
public final class OrderedSending {
    private final Function<Delivery, Uni<DeliveryResult>> send;
    private final BooleanSupplier goOn;
    private final Map<String, DeliveryResult> receipts = new ConcurrentHashMap<>();
    private final AtomicBoolean refused = new AtomicBoolean();

    private OrderedSending(Function<Delivery, Uni<DeliveryResult>> send, BooleanSupplier goOn) {
        this.send = send;
        this.goOn = goOn;
    }

    /**
     * As {@link Destination#deliver} has it. Once the destination refuses us, nothing more is sent: the next delivery
     * would be refused too.
     *
     * @param sideBySide most customers at the same time
     * @param send sends one delivery, and does not fail
     */
    public static Uni<Map<String, DeliveryResult>> of(
            DeliveryBatch batch, BooleanSupplier goOn, int sideBySide, Function<Delivery, Uni<DeliveryResult>> send) {
        OrderedSending sending = new OrderedSending(send, goOn);
        return Multi.createFrom()
                .iterable(batch.lanes())
                .onItem()
                .transformToUni(lane -> sending.from(lane, 0))
                .merge(sideBySide)
                .collect()
                .last()
                .replaceWith(sending.receipts);
    }

    private Uni<Void> from(Lane lane, int place) {
        if (place == lane.deliveries().size() || refused.get() || !goOn.getAsBoolean()) {
            return Uni.createFrom().voidItem();
        }
        Delivery delivery = lane.deliveries().get(place);
        return send.apply(delivery)
                .invoke(result -> keep(delivery, result))
                .chain(result -> DeliveryResult.isFinal(result)
                        ? from(lane, place + 1)
                        : Uni.createFrom().voidItem());
    }

    private void keep(Delivery delivery, DeliveryResult result) {
        receipts.put(delivery.id(), result);
        if (result instanceof DeliveryResult.Held) {
            refused.set(true);
        }
    }
}
