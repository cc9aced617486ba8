package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.ShutdownPhase;
import dev.earshot.postgres.FailureLog;
import dev.earshot.postgres.PgNotifications;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Periodic work of this replica for its replies and those of dead replicas: it renews its lease, obeys stops whose
 * notification was lost, gives up replies that are no longer its own, and ends overdue ones. It also runs the shutdown.
 */
@ApplicationScoped
class ReplicaHeartbeat {
    private static final Logger LOG = Logger.getLogger(ReplicaHeartbeat.class);
    private static final FailureLog FAILURES = FailureLog.warnings(LOG, "Chat housekeeping failed and will be retried");
    static final String STOP_CHANNEL = "earshot_stop";
    private static final int BEATS_A_LEASE = 4;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LAST_LOG_WRITE = Duration.ofSeconds(1);

    private final RunRegistry registry;
    private final RunStarter runs;
    private final RunLogWriter logWriter;
    private final ReplicaLeases leases;
    private final PgNotifications notifications;
    private final ChatConfig config;
    private final ShutdownPhase shutdownPhase;
    private final Duration routersNotice;
    private Cancellable beats = () -> {};

    ReplicaHeartbeat(
            RunRegistry registry,
            RunStarter runs,
            RunLogWriter logWriter,
            ReplicaLeases leases,
            PgNotifications notifications,
            ChatConfig config,
            ShutdownPhase shutdownPhase,
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> routersNotice) {
        this.registry = registry;
        this.runs = runs;
        this.logWriter = logWriter;
        this.leases = leases;
        this.notifications = notifications;
        this.config = config;
        this.shutdownPhase = shutdownPhase;
        this.routersNotice = routersNotice.orElse(Duration.ZERO);
    }

    void start(@Observes StartupEvent startup) {
        logWriter.start();
        notifications.hear(STOP_CHANNEL, runs::stop);
        beats = Multi.createFrom()
                .ticks()
                .every(config.lease().dividedBy(BEATS_A_LEASE))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndMerge(tick -> carefully(beat()))
                .subscribe()
                .with(
                        done -> {},
                        e -> LOG.error("Chat heartbeat stopped; replies on this replica are marked interrupted", e));
    }

    /** SIGTERM. Running replies get some time to end while their streams are still open. */
    void leave(@Observes ShutdownDelayInitiatedEvent departure) {
        shutdownPhase.begin();
        after(routersNotice, shutdownPhase::drain);
        after(config.shutdownGrace(), runs::interruptAll);
    }

    private static void after(Duration pause, Runnable act) {
        Uni<Void> now = Uni.createFrom().voidItem();
        (pause.isZero() ? now : now.onItem().delayIt().by(pause))
                .subscribe()
                .with(over -> act.run(), e -> LOG.error("A shutdown step failed", e));
    }

    /**
     * The streams are closed now; replies without viewers may still run. This blocks the main thread, whose last task
     * it is.
     */
    void stop(@Observes ShutdownEvent shutdown) {
        shutdownPhase.drain();
        awaitIdle(shutdownPhase.left(config.shutdownGrace()));
        runs.interruptAll();
        awaitIdle(LAST_LOG_WRITE);
        beats.cancel();
        logWriter.stop();
        // A failure here would keep what else is stopped now from being stopped.
        carefully(leases.release().ifNoItem().after(LAST_LOG_WRITE).fail())
                .await()
                .indefinitely();
    }

    private Uni<Void> beat() {
        runs.endOverdue();
        return leases.renew()
                .chain(leases::own)
                .chain(this::compare)
                .invoke(orphans -> {
                    if (orphans > 0) {
                        LOG.infof("%d replies of dead replicas were marked interrupted", orphans);
                    }
                })
                .replaceWithVoid();
    }

    /** Compares the replies that the database assigns to this replica with those that it is really making. */
    private Uni<Integer> compare(Map<String, ReplicaLeases.Own> own) {
        own.forEach((id, mine) -> {
            if (mine.stopRequested()) {
                runs.stop(id);
            }
        });
        String[] orphans = own.entrySet().stream()
                .filter(entry -> entry.getValue().settled())
                .map(Map.Entry::getKey)
                .filter(id -> registry.find(id).isEmpty())
                .toArray(String[]::new);
        return leases.reap(orphans);
    }

    private static Uni<?> carefully(Uni<?> task) {
        return task.onFailure().invoke(FAILURES::failed).onFailure().recoverWithNull();
    }

    private void awaitIdle(Duration most) {
        Uni.createFrom()
                .item(runs::isIdle)
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .repeat()
                .whilst(idle -> !idle)
                .collect()
                .last()
                .ifNoItem()
                .after(most)
                .recoverWithItem(() -> true)
                .await()
                .indefinitely();
    }
}
