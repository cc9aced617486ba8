package dev.earshot.netmera;

import dev.earshot.outbox.Batch;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.Lane;
import dev.earshot.outbox.Receipt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Netmera takes profiles and events in different calls, each of many customers. So a batch goes out in steps: all customers' leading profiles in
 * one call, then all events up to each customer's next profile, and so on. A customer whose step failed takes no part in later ones.
 */
@Singleton
class NetmeraDestination implements Destination {
    private final NetmeraCalls calls;

    NetmeraDestination(NetmeraCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<Map<String, Receipt>> deliver(Batch batch) {
        Map<String, Receipt> receipts = new HashMap<>();
        List<Progress> customers =
                batch.lanes().stream().map(Lane::deliveries).map(Progress::new).toList();
        return step(customers, true, receipts).replaceWith(receipts);
    }

    /** Profiles and events by turns, until nobody has anything left to send. */
    private Uni<Void> step(List<Progress> customers, boolean profiles, Map<String, Receipt> receipts) {
        List<Progress> unfinished =
                customers.stream().filter(Progress::isUnfinished).toList();
        if (unfinished.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Delivery> run = unfinished.stream()
                .flatMap(customer -> customer.takeRun(profiles).stream())
                .toList();
        Uni<Map<String, Receipt>> answer = profiles ? calls.setProfiles(run) : calls.fireEvents(run);
        return answer.invoke(given -> {
                    receipts.putAll(given);
                    unfinished.forEach(customer -> customer.stopAfterFailure(given));
                })
                .chain(() -> step(unfinished, !profiles, receipts));
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

        List<Delivery> takeRun(boolean profiles) {
            int start = next;
            while (isUnfinished() && deliveries.get(next).isProfile() == profiles) {
                next++;
            }
            run = deliveries.subList(start, next);
            return run;
        }

        void stopAfterFailure(Map<String, Receipt> receipts) {
            if (!run.stream().allMatch(delivery -> Receipt.isFinal(receipts.get(delivery.id())))) {
                next = deliveries.size();
            }
        }
    }
}
