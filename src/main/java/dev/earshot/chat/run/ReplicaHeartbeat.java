package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.ShutdownPhase;
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
 * What this replica does for its replies, and those of dead replicas, at intervals: it says that it lives, obeys a stop that it wasn't told of,
 * gives up what isn't its own any more, and ends what has lasted too long. And its last acts, when it is told to go.
 */
@ApplicationScoped
class ReplicaHeartbeat {
    private static final Logger LOG = Logger.getLogger(ReplicaHeartbeat.class);
    static final String STOP_CHANNEL = "earshot_stop";
    private static final int BEATS_A_LEASE = 4;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final RunRegistry running;
    private final RunStarter runs;
    private final RunLogWriter scribe;
    private final ReplicaLeases leases;
    private final PgNotifications notices;
    private final ChatConfig config;
    private final ShutdownPhase farewell;
    private final Duration routersNotice;
    private Cancellable beats = () -> {};

    ReplicaHeartbeat(
            RunRegistry running,
            RunStarter runs,
            RunLogWriter scribe,
            ReplicaLeases leases,
            PgNotifications notices,
            ChatConfig config,
            ShutdownPhase farewell,
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> routersNotice) {
        this.running = running;
        this.runs = runs;
        this.scribe = scribe;
        this.leases = leases;
        this.notices = notices;
        this.config = config;
        this.farewell = farewell;
        this.routersNotice = routersNotice.orElse(Duration.ZERO);
    }

    void start(@Observes StartupEvent startup) {
        scribe.start();
        notices.hear(STOP_CHANNEL, runs::stop);
        beats = Multi.createFrom()
                .ticks()
                .every(config.lease().dividedBy(BEATS_A_LEASE))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndMerge(tick -> carefully(beat()))
                .subscribe()
                .with(done -> {}, e -> LOG.error("The heart of the chat has stopped", e));
    }

    /** Told to go. Replies that run get some time to end, while the streams that show them are still open. */
    void leave(@Observes ShutdownDelayInitiatedEvent departure) {
        farewell.begin();
        after(routersNotice, farewell::part);
        after(config.farewell(), runs::interruptAll);
    }

    private static void after(Duration pause, Runnable act) {
        Uni<Void> now = Uni.createFrom().voidItem();
        (pause.isZero() ? now : now.onItem().delayIt().by(pause))
                .subscribe()
                .with(over -> act.run(), e -> LOG.error("A step of leaving has failed", e));
    }

    /** The streams are closed now; replies that nobody watches may still run. This blocks the main thread, whose last task it is. */
    void stop(@Observes ShutdownEvent shutdown) {
        farewell.part();
        awaitIdle(farewell.left(config.farewell()));
        runs.interruptAll();
        awaitIdle(LAST_WORDS);
        beats.cancel();
        scribe.stop();
        carefully(leases.release()).await().atMost(LAST_WORDS);
    }

    private Uni<Void> beat() {
        runs.endOverdue();
        return leases.renew()
                .chain(leases::own)
                .chain(this::compare)
                .invoke(orphans -> {
                    if (orphans > 0) {
                        LOG.infof("%d replies of a replica that is gone were ended as interrupted", orphans);
                    }
                })
                .replaceWithVoid();
    }

    /** What the database says is this replica's, against what it is really making. */
    private Uni<Integer> compare(Map<String, ReplicaLeases.Own> own) {
        own.forEach((id, mine) -> {
            if (mine.stopRequested()) {
                runs.stop(id);
            }
        });
        String[] orphans = own.entrySet().stream()
                .filter(entry -> entry.getValue().settled())
                .map(Map.Entry::getKey)
                .filter(id -> running.find(id).isEmpty())
                .toArray(String[]::new);
        return leases.reap(orphans);
    }

    private static Uni<?> carefully(Uni<?> task) {
        return task.onFailure()
                .invoke(e -> LOG.warn("The chat's housekeeping failed; it is tried again", e))
                .onFailure()
                .recoverWithNull();
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
