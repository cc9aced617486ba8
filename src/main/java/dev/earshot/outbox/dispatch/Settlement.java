package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Lane;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a batch: a status for each delivery that was sent, and when each customer is due next. */
class Settlement {
    private static final int ANSWER_LENGTH = 500;

    private final String destination;
    private final String lease;
    private final Instant claimedAt;
    private final List<String> customers = new ArrayList<>();
    private final List<Long> seqs = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final List<String> erased = new ArrayList<>();
    private final Map<Delivery, DeliveryResult.Divided> divided = new LinkedHashMap<>();
    private final List<String> lanes = new ArrayList<>();
    private final List<Long> throughs = new ArrayList<>();
    private final List<OffsetDateTime> agains = new ArrayList<>();

    private Settlement(String destination, String lease, Instant claimedAt) {
        this.destination = destination;
        this.lease = lease;
        this.claimedAt = claimedAt;
    }

    static Settlement of(DeliveryBatch batch, Map<String, DeliveryResult> receipts, DeliveryGate gate, Instant now) {
        Settlement settlement = new Settlement(batch.destination(), batch.lease(), batch.claimedAt());
        batch.lanes().forEach(lane -> settlement.add(lane, receipts, gate, now));
        return settlement;
    }

    private void add(Lane lane, Map<String, DeliveryResult> receipts, DeliveryGate gate, Instant now) {
        Optional<Instant> again = Optional.empty();
        for (Delivery delivery : lane.deliveries()) {
            DeliveryResult result = receipts.get(delivery.id());
            if (result == null) {
                // Not sent. With nothing to wait for, the lane's next turn is now.
                again = again.or(() -> Optional.of(now));
                continue;
            }
            if (result instanceof DeliveryResult.Divided parts) {
                divided.put(delivery, parts);
            }
            if (result.last() instanceof DeliveryResult.TryAgain failure) {
                add(delivery, "PENDING", failure.answer());
                again = Optional.of(now.plus(gate.pause(delivery, failure)));
            } else if (result.last() instanceof DeliveryResult.Held) {
                again = Optional.of(now.plus(gate.hold()));
            } else if (result instanceof DeliveryResult.Rejected rejection) {
                add(delivery, "REJECTED", rejection.answer());
            } else if (result instanceof DeliveryResult.Divided parts) {
                add(
                        delivery,
                        parts.taken().isEmpty() && !parts.refused().isEmpty() ? "REJECTED" : "DELIVERED",
                        summary(parts));
            } else {
                add(delivery, "DELIVERED", null);
                if (delivery.isErasure()) {
                    erased.add(delivery.customer().value());
                }
            }
        }
        lanes.add(lane.customer().value());
        throughs.add(lane.through());
        agains.add(again.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
    }

    private static String summary(DeliveryResult.Divided parts) {
        return parts.refused().values().stream()
                .findFirst()
                .map(answer -> parts.refused().size() + " refused, one with " + answer)
                .orElse(null);
    }

    private void add(Delivery delivery, String status, String answer) {
        customers.add(delivery.customer().value());
        seqs.add(delivery.seq());
        statuses.add(status);
        answers.add(answer == null || answer.length() <= ANSWER_LENGTH ? answer : answer.substring(0, ANSWER_LENGTH));
    }

    /** Deliveries about many customers with results. */
    Map<Delivery, DeliveryResult.Divided> divided() {
        return divided;
    }

    String destination() {
        return destination;
    }

    /** Customers whose erasure the destination has confirmed. */
    List<String> erased() {
        return List.copyOf(erased);
    }

    /** The parameters of the statement that stores it. */
    Tuple row(Instant now) {
        return Tuple.tuple()
                .addArrayOfString(customers.toArray(String[]::new))
                .addArrayOfLong(seqs.toArray(Long[]::new))
                .addArrayOfString(statuses.toArray(String[]::new))
                .addArrayOfString(answers.toArray(String[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(lanes.toArray(String[]::new))
                .addArrayOfLong(throughs.toArray(Long[]::new))
                .addArrayOfOffsetDateTime(agains.toArray(OffsetDateTime[]::new))
                .addString(lease)
                .addOffsetDateTime(claimedAt.atOffset(ZoneOffset.UTC))
                .addString(destination);
    }
}
