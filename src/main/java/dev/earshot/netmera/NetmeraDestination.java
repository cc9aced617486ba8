package dev.earshot.netmera;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.Lane;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sends batches to Netmera. Profiles, events and erasures are different calls, each of many customers. So a batch goes
 * out in steps: all customers' leading profiles in one call, then all events up to each customer's next profile, and so
 * on. A customer whose step failed takes no part in later ones.
 */
@Singleton
class NetmeraDestination implements Destination {
    private static final int CUSTOMERS_OF_A_CALL = 1000;
    private static final RequestBatch.Kind[] TURNS = RequestBatch.Kind.values();

    private final NetmeraCalls calls;
    private final TagCalls tags;

    NetmeraDestination(NetmeraCalls calls, TagCalls tags) {
        this.calls = calls;
        this.tags = tags;
    }

    @Override
    public String name() {
        return PRIMARY;
    }

    @Override
    public Optional<Set<String>> kinds() {
        return Optional.empty();
    }

    /** Each of its calls takes at most this many customers. */
    @Override
    public int lanes() {
        return CUSTOMERS_OF_A_CALL;
    }

    @Override
    public Uni<Map<String, DeliveryResult>> deliver(DeliveryBatch batch, BooleanSupplier goOn) {
        Map<String, DeliveryResult> receipts = new HashMap<>();
        List<Progress> customers =
                batch.lanes().stream().map(Lane::deliveries).map(Progress::new).toList();
        return step(customers, 0, receipts, goOn).replaceWith(receipts);
    }

    /** The kinds in turns, until no customer has anything left to send. */
    private Uni<Void> step(
            List<Progress> customers, int turn, Map<String, DeliveryResult> receipts, BooleanSupplier goOn) {
        List<Progress> unfinished =
                customers.stream().filter(Progress::isUnfinished).toList();
        if (unfinished.isEmpty() || !goOn.getAsBoolean()) {
            return Uni.createFrom().voidItem();
        }
        RequestBatch.Kind kind = TURNS[turn % TURNS.length];
        List<Delivery> run = unfinished.stream()
                .flatMap(customer -> customer.take(kind).stream())
                .toList();
        return (kind.isCollective()
                        ? tags.send(new RequestBatch(kind, run), goOn)
                        : calls.send(new RequestBatch(kind, run), goOn))
                .invoke(given -> {
                    receipts.putAll(given);
                    unfinished.forEach(customer -> customer.stopAfterFailure(given));
                })
                .chain(() -> step(unfinished, turn + 1, receipts, goOn));
    }

    /** How far one customer's deliveries have got. */
    private static final class Progress {
        private final List<Delivery> deliveries;
        private List<Delivery> run = List.of();
        private int next;

        Progress(List<Delivery> deliveries) {
            this.deliveries = deliveries;
        }

        boolean isUnfinished() {
            return next < deliveries.size();
        }

        List<Delivery> take(RequestBatch.Kind kind) {
            int start = next;
            while (isUnfinished() && RequestBatch.Kind.of(deliveries.get(next)) == kind) {
                next++;
            }
            run = deliveries.subList(start, next);
            return run;
        }

        void stopAfterFailure(Map<String, DeliveryResult> receipts) {
            if (!run.stream().allMatch(delivery -> DeliveryResult.isFinal(receipts.get(delivery.id())))) {
                next = deliveries.size();
            }
        }
    }
}
