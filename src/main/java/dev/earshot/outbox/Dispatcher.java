package dev.earshot.outbox;

import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends what is owed: claim, deliver, settle. Claims are made only as fast as batches get through, so that a slow destination slows this and
 * nothing else.
 */
@Startup
@Singleton
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    /** Left of a lease when a delivery is given up, for writing down that it was. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int COLLECTIVE_IN_FLIGHT = 2;

    private final Outbox outbox;
    private final Destination destination;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final BackOff backOff;
    private final Hold hold;
    private final Wakeups wakeups;
    private final InstantSource clock;
    private Cancellable running = () -> {};

    Dispatcher(
            Outbox outbox,
            Destination destination,
            OutboxConfig config,
            OutboxMetrics metrics,
            BackOff backOff,
            Hold hold,
            Wakeups wakeups,
            InstantSource clock) {
        this.outbox = outbox;
        this.destination = destination;
        this.config = config;
        this.metrics = metrics;
        this.backOff = backOff;
        this.hold = hold;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        if (config.dispatch()) {
            running = Multi.createBy()
                    .merging()
                    .streams(flow(this::due, config.inFlight()), flow(this::collectiveDue, COLLECTIVE_IN_FLIGHT))
                    .subscribe()
                    .with(sent -> {}, failure -> LOG.error("The dispatcher has ended", failure));
        }
    }

    /** Deliveries about many customers flow apart from all others: their calls are large and slow, and nobody's event shall wait for them. */
    private Multi<Integer> flow(Supplier<Multi<Batch>> due, int inFlight) {
        return wakeups.every(config.poll())
                .onItem()
                .transformToMultiAndConcatenate(wakeup -> due.get())
                .onItem()
                .transformToUni(this::send)
                .merge(inFlight);
    }

    /** While the pool is still open. */
    @Shutdown
    void stop() {
        running.cancel();
    }

    /** Sends all that is due now, one batch after the other, and says how many deliveries went out: for tests and rehearsals. */
    public Uni<Integer> drain() {
        return Multi.createBy()
                .concatenating()
                .streams(due(), Multi.createFrom().deferred(this::collectiveDue))
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .in(() -> new int[1], (sum, sent) -> sum[0] += sent)
                .map(sum -> sum[0]);
    }

    /** Batches until nothing is due, each claimed when somebody asks for it. */
    private Multi<Batch> due() {
        return batches(() -> outbox.claim(hold.customers(), clock.instant()));
    }

    private Multi<Batch> collectiveDue() {
        return batches(() -> outbox.claimCollective(Math.min(1, hold.customers()), clock.instant()));
    }

    private static Multi<Batch> batches(Supplier<Uni<Batch>> claim) {
        return Multi.createBy()
                .repeating()
                .uni(claim::get)
                .whilst(batch -> !batch.isEmpty())
                .filter(batch -> !batch.isEmpty())
                .onFailure()
                .invoke(failure -> LOG.warnf("Nothing could be claimed, will look again: %s", failure))
                .onFailure()
                .recoverWithCompletion();
    }

    private Uni<Integer> send(Batch batch) {
        return destination
                .deliver(batch)
                .ifNoItem()
                .after(config.lease().minus(MARGIN))
                .recoverWithItem(() -> tooLate(batch))
                .invoke(hold::learn)
                .invoke(receipts -> metrics.sent(batch, receipts, clock.instant()))
                .chain(receipts -> settle(batch, receipts))
                .invoke(this::lookAgainIf)
                .replaceWith(batch.size())
                .onFailure()
                .invoke(failure -> LOG.warnf("A batch was not settled, its lease will run out: %s", failure))
                .onFailure()
                .recoverWithItem(0);
    }

    private Uni<Boolean> settle(Batch batch, Map<String, Receipt> receipts) {
        Instant now = clock.instant();
        return outbox.settle(Settlement.of(batch, receipts, backOff, config.hold(), now), now);
    }

    private void lookAgainIf(boolean dueAgain) {
        if (dueAgain) {
            wakeups.wake();
        }
    }

    private static Map<String, Receipt> tooLate(Batch batch) {
        Map<String, Receipt> receipts = new HashMap<>();
        Receipt late = new Receipt.TryAgain("No answer before the lease ran out", Optional.empty());
        batch.lanes()
                .forEach(lane -> lane.deliveries().stream().limit(1).forEach(first -> receipts.put(first.id(), late)));
        return receipts;
    }
}
