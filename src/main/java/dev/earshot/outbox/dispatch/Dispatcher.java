package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.Destination;
import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.DispatchTriggers;
import dev.earshot.outbox.OutboxConfig;
import dev.earshot.postgres.DatabaseClock;
import dev.earshot.postgres.FailureLog;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends pending deliveries: claim, deliver, settle. Each destination has a flow of its own, whose claims are made only
 * as fast as its batches get through: a slow destination slows nothing else.
 */
@Startup
@Singleton
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final FailureLog CLAIMS = FailureLog.warnings(LOG, "Claiming deliveries failed and will be retried");
    private static final int COLLECTIVE_IN_FLIGHT = 2;
    /**
     * A claim costs the same for one customer as for twenty: in a rush, deliveries wait this long for each other;
     * without one, not at all.
     */
    private static final Duration GATHER = Duration.ofMillis(25);

    private static final Duration GATHER_COLLECTIVE = Duration.ofMillis(100);

    /** How long a shutdown waits for answers, beside the requests still being answered. */
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

    /** For writing off what is then still unanswered. */
    private static final Duration WRITE_OFF = Duration.ofSeconds(2);

    private final LaneClaims claims;
    private final BatchSender sender;
    private final OutboxConfig config;
    private final Destinations destinations;
    private final DeliveryGates gates;
    private final DispatchTriggers triggers;
    private final InstantSource clock;
    private final DatabaseClock databaseClock;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Cancellable running = () -> {};

    Dispatcher(
            LaneClaims claims,
            BatchSender sender,
            OutboxConfig config,
            Destinations destinations,
            DeliveryGates gates,
            DispatchTriggers triggers,
            InstantSource clock,
            DatabaseClock databaseClock) {
        this.claims = claims;
        this.sender = sender;
        this.config = config;
        this.destinations = destinations;
        this.gates = gates;
        this.triggers = triggers;
        this.clock = clock;
        this.databaseClock = databaseClock;
    }

    @PostConstruct
    void start() {
        if (config.dispatch()) {
            running = Multi.createBy()
                    .merging()
                    .streams(flows())
                    .onTermination()
                    .invoke(() -> ended.complete(null))
                    .subscribe()
                    .with(sent -> {}, failure -> LOG.error("The dispatcher stopped", failure));
        } else {
            ended.complete(null);
        }
    }

    private List<Multi<Integer>> flows() {
        List<Multi<Integer>> flows = new ArrayList<>();
        for (String name : destinations.names()) {
            flows.add(flow(() -> claim(name), config.inFlight(), GATHER));
        }
        flows.add(flow(this::claimCollective, COLLECTIVE_IN_FLIGHT, GATHER_COLLECTIVE));
        return flows;
    }

    /**
     * Deliveries about many customers flow apart from all others: their calls are large and slow, and must not delay
     * events. After a claim with fewer deliveries than requested there is nothing more to find: whatever becomes due
     * later wakes this.
     */
    private Multi<Integer> flow(Supplier<Uni<DeliveryBatch>> claim, int inFlight, Duration gather) {
        Uni<Void> pause = Uni.createFrom().voidItem().onItem().delayIt().by(gather);
        return triggers.every(config.poll())
                .select()
                .first(wakeup -> !sender.isLeaving())
                .onItem()
                .transformToMultiAndConcatenate(wakeup ->
                        batches(claim, DeliveryBatch::full).onCompletion().call(() -> pause))
                .onItem()
                .transformToUni(sender::send)
                .merge(inFlight);
    }

    /** Claims nothing more; batches in flight may arrive, for a while. */
    void leave(@Observes ShutdownDelayInitiatedEvent departure) {
        leave();
    }

    private void leave() {
        if (!sender.isLeaving()) {
            sender.leave();
            triggers.wake();
            ended.completeOnTimeout(null, SHUTDOWN_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * While the pool is still open. Unanswered batches are written off: they may arrive twice, but need not wait for
     * our lease.
     */
    @Shutdown
    void stop() {
        leave();
        Uni.createFrom()
                .completionStage(ended)
                .invoke(running::cancel)
                .chain(sender::writeOff)
                .ifNoItem()
                .after(SHUTDOWN_WAIT.plus(WRITE_OFF))
                .fail()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Batches in flight were not settled; their leases will expire: %s", failure))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    /**
     * Sends all that is due now, one batch after the other, and returns how many deliveries went out: for tests and
     * rehearsals.
     */
    public Uni<Integer> drain() {
        return Multi.createBy()
                .concatenating()
                .streams(Stream.concat(
                                destinations.names().stream().map(name -> due(() -> claim(name))),
                                Stream.of(due(this::claimCollective)))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(sender::send)
                .collect()
                .in(() -> new int[1], (sum, sent) -> sum[0] += sent)
                .map(sum -> sum[0]);
    }

    private static Multi<DeliveryBatch> due(Supplier<Uni<DeliveryBatch>> claim) {
        return batches(claim, batch -> !batch.isEmpty());
    }

    private Uni<DeliveryBatch> claim(String destination) {
        return claims.claim(destination, lanes(destination), clock.instant()).invoke(this::shareIfMore);
    }

    private Uni<DeliveryBatch> claimCollective() {
        return claims.claimCollective(Destination.PRIMARY, Math.min(1, lanes(Destination.PRIMARY)), clock.instant())
                .invoke(this::shareIfMore);
    }

    /** If everything fits into one batch, another replica would look and find nothing. */
    private void shareIfMore(DeliveryBatch batch) {
        if (batch.full()) {
            triggers.tellOthers();
        }
    }

    /**
     * How many customers may be claimed now. None while it is unknown which leases have ended. One probe is in flight
     * at a time, and none while earlier batches may still be answered.
     */
    private int lanes(String destination) {
        if (sender.isLeaving() || !databaseClock.isSet()) {
            return 0;
        }
        DeliveryGate gate = gates.of(destination);
        return switch (gate.state()) {
            case CLOSED -> gate.customers(destinations.get(destination).lanes());
            case HALF_OPEN -> sender.isBusy(destination) ? 0 : 1;
            case OPEN -> 0;
        };
    }

    /** Batches, each claimed on demand, up to the first after which there is nothing to look for. */
    private static Multi<DeliveryBatch> batches(Supplier<Uni<DeliveryBatch>> claim, Predicate<DeliveryBatch> goesOn) {
        return Multi.createBy()
                .repeating()
                .uni(claim::get)
                .whilst(goesOn)
                .filter(batch -> !batch.isEmpty())
                .onFailure()
                .invoke(CLAIMS::failed)
                .onFailure()
                .recoverWithCompletion();
    }
}
