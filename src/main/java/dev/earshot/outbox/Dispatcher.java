package dev.earshot.outbox;

import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private final Outbox outbox;
    private final Destination destination;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final BackOff backOff;
    private final Wakeups wakeups;
    private final InstantSource clock;
    private Cancellable running = () -> {};

    Dispatcher(
            Outbox outbox,
            Destination destination,
            OutboxConfig config,
            OutboxMetrics metrics,
            BackOff backOff,
            Wakeups wakeups,
            InstantSource clock) {
        this.outbox = outbox;
        this.destination = destination;
        this.config = config;
        this.metrics = metrics;
        this.backOff = backOff;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        if (config.dispatch()) {
            running = wakeups.every(config.poll())
                    .onItem()
                    .transformToMultiAndConcatenate(wakeup -> due())
                    .onItem()
                    .transformToUni(this::send)
                    .merge(config.inFlight())
                    .subscribe()
                    .with(sent -> {}, failure -> LOG.error("The dispatcher has ended", failure));
        }
    }

    /** While the pool is still open. */
    @Shutdown
    void stop() {
        running.cancel();
    }

    /** Sends all that is due now, one batch after the other, and says how many deliveries went out: for tests and rehearsals. */
    public Uni<Integer> drain() {
        return due().onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .in(() -> new int[1], (sum, sent) -> sum[0] += sent)
                .map(sum -> sum[0]);
    }

    /** Batches until nothing is due, each claimed when somebody asks for it. */
    private Multi<Batch> due() {
        return Multi.createBy()
                .repeating()
                .uni(() -> outbox.claim(clock.instant()))
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
                .invoke(receipts -> metrics.sent(batch, receipts, clock.instant()))
                .chain(receipts ->
                        outbox.settle(Settlement.of(batch, receipts, backOff, clock.instant()), clock.instant()))
                .invoke(dueAgain -> {
                    if (dueAgain) {
                        wakeups.wake();
                    }
                })
                .replaceWith(batch.size())
                .onFailure()
                .invoke(failure -> LOG.warnf("A batch was not settled, its lease will run out: %s", failure))
                .onFailure()
                .recoverWithItem(0);
    }

    private static Map<String, Receipt> tooLate(Batch batch) {
        Map<String, Receipt> receipts = new HashMap<>();
        Receipt late = new Receipt.TryAgain("No answer before the lease ran out", Optional.empty());
        batch.lanes()
                .forEach(lane -> lane.deliveries().stream().limit(1).forEach(first -> receipts.put(first.id(), late)));
        return receipts;
    }
}
