package dev.earshot.outbox.dispatch;

import dev.earshot.common.Deadline;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.DispatchTriggers;
import dev.earshot.outbox.OutboxConfig;
import dev.earshot.postgres.FailureLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Sends a batch to its destination, stores the results, and knows the batches in flight. */
@Singleton
public class BatchSender {
    private static final Logger LOG = Logger.getLogger(BatchSender.class);
    private static final FailureLog UNSETTLED =
            FailureLog.warnings(LOG, "A batch was not settled; its lease will expire");
    /** The rest of a lease when a delivery is given up, for storing that. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration SETTLE_AGAIN = Duration.ofMillis(50);
    private static final int SETTLE_ATTEMPTS = 4;

    private final SettlementWriter settlements;
    private final Destinations destinations;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final DeliveryGates gates;
    private final DispatchTriggers triggers;
    private final DeliverySpans spans;
    private final InstantSource clock;
    private final Map<String, DeliveryBatch> underWay = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    BatchSender(
            SettlementWriter settlements,
            Destinations destinations,
            OutboxConfig config,
            OutboxMetrics metrics,
            DeliveryGates gates,
            DispatchTriggers triggers,
            DeliverySpans spans,
            InstantSource clock) {
        this.settlements = settlements;
        this.destinations = destinations;
        this.config = config;
        this.metrics = metrics;
        this.gates = gates;
        this.triggers = triggers;
        this.spans = spans;
        this.clock = clock;
    }

    /** Returns how many deliveries the batch had. During shutdown, unsent ones are returned as they were. */
    public Uni<Integer> send(DeliveryBatch batch) {
        underWay.put(batch.lease(), batch);
        return Deadline.within(config.lease().minus(MARGIN), Uni.createFrom().deferred(() -> delivered(batch)))
                .onFailure(TimeoutException.class)
                .recoverWithItem(() -> unanswered(batch))
                .invoke(receipts -> lookAgainIf(gates.of(batch.destination()).learn(receipts)))
                .invoke(receipts -> metrics.sent(batch, receipts, clock.instant()))
                .chain(receipts -> settle(batch, receipts))
                .invoke(this::lookAgainIf)
                .replaceWith(batch.size())
                .onFailure()
                .invoke(UNSETTLED::failed)
                .onFailure()
                .recoverWithItem(0)
                .onItem()
                .invoke(() -> underWay.remove(batch.lease()));
    }

    private Uni<Map<String, DeliveryResult>> delivered(DeliveryBatch batch) {
        return spans.around(
                batch, () -> destinations.get(batch.destination()).deliver(batch, () -> !leaving && isInTime(batch)));
    }

    /** From now on nothing new is sent. */
    void leave() {
        leaving = true;
    }

    boolean isBusy(String destination) {
        return underWay.values().stream().anyMatch(batch -> batch.destination().equals(destination));
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Writes off batches in flight, so that another replica can take over without waiting for the leases. */
    Uni<Void> writeOff() {
        return Multi.createFrom()
                .iterable(List.copyOf(underWay.values()))
                .onItem()
                .transformToUniAndConcatenate(batch -> settle(batch, unanswered(batch)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /**
     * Retried if it fails, as in a deadlock with calls that add deliveries of several of these customers, or on a
     * broken connection: what is not stored will be sent twice. Settling twice is the same as once.
     */
    private Uni<Boolean> settle(DeliveryBatch batch, Map<String, DeliveryResult> receipts) {
        Instant now = clock.instant();
        Settlement settlement = Settlement.of(batch, receipts, gates.of(batch.destination()), now);
        return Uni.createFrom()
                .deferred(() -> settlements.settle(settlement, now))
                .onFailure()
                .retry()
                .withBackOff(SETTLE_AGAIN)
                .atMost(SETTLE_ATTEMPTS);
    }

    /**
     * Whether a call may still begin. The other half of the lease is for one that takes as long as it may: the result
     * of the last call is known before the lease ends, and the results of those before it are not thrown away.
     */
    private boolean isInTime(DeliveryBatch batch) {
        Duration sending = config.lease().minus(MARGIN).dividedBy(2);
        return clock.instant().isBefore(batch.claimedAt().plus(sending));
    }

    private void lookAgainIf(boolean moreMayLeave) {
        if (moreMayLeave) {
            triggers.wake();
        }
    }

    /** It is unknown whether the first ones have arrived. */
    private static Map<String, DeliveryResult> unanswered(DeliveryBatch batch) {
        Map<String, DeliveryResult> receipts = new HashMap<>();
        DeliveryResult late = new DeliveryResult.TryAgain("No answer in time", Optional.empty());
        batch.lanes()
                .forEach(lane -> lane.deliveries().stream().limit(1).forEach(first -> receipts.put(first.id(), late)));
        return receipts;
    }
}
