package dev.earshot.taxonomy;

import dev.earshot.common.CallerContext;
import dev.earshot.common.Deadline;
import dev.earshot.postgres.DatabaseFailure;
import dev.earshot.postgres.FailureLog;
import dev.earshot.postgres.PgNotifications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** This replica's taxonomy: in memory, and reloaded when any replica has changed it. */
@ApplicationScoped
public class SignalTaxonomy {
    private static final Logger LOG = Logger.getLogger(SignalTaxonomy.class);
    private static final FailureLog UNREAD =
            FailureLog.warnings(LOG, "The taxonomy could not be read; this will be retried");
    private static final String STARTER = "starter";
    /** How often to check for a change, in case a notification was lost. */
    private static final Duration POLL = Duration.ofSeconds(10);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN_AT_LEAST_EVERY = Duration.ofSeconds(5);
    /** How long a caller waits for the first index: less than a tool's call may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SignalRows rows;
    private final PgNotifications notifications;
    private final Event<TaxonomyIndex> read;
    private final AtomicReference<TaxonomyIndex> current = new AtomicReference<>();
    private final Uni<TaxonomyIndex> first;
    private Cancellable polls = () -> {};

    SignalTaxonomy(SignalRows rows, PgNotifications notifications, Event<TaxonomyIndex> read) {
        this.rows = rows;
        this.notifications = notifications;
        this.read = read;
        this.first = CallerContext.answerEach(Uni.createFrom()
                .deferred(() -> fill().chain(this::read))
                .onFailure()
                .invoke(UNREAD::failed)
                .onFailure()
                .retry()
                .withBackOff(TRY_AGAIN, TRY_AGAIN_AT_LEAST_EVERY)
                .indefinitely()
                .memoize()
                .indefinitely());
    }

    void start(@Observes StartupEvent startup) {
        // A notification means a commit, and a replica of an older version counts versions differently: none is
        // compared.
        notifications.hear(SignalRows.CHANNEL, notice -> refresh(index().chain(this::read)));
        polls = Multi.createFrom()
                .ticks()
                .every(POLL)
                .onOverflow()
                .drop()
                .subscribe()
                .with(
                        tick -> refresh(index().chain(this::readIfChanged)),
                        e -> LOG.error("The taxonomy is no longer refreshed", e));
    }

    void stop(@Observes ShutdownEvent shutdown) {
        polls.cancel();
    }

    /** The taxonomy as it is now. Before it was first read, callers wait for that, and are refused if it takes long. */
    public Uni<TaxonomyIndex> index() {
        TaxonomyIndex known = current.get();
        return known != null
                ? Uni.createFrom().item(known)
                : Deadline.within(PATIENCE, first)
                        .onFailure(TimeoutException.class)
                        .transform(late -> DatabaseFailure.timedOut());
    }

    /** Reads what has been committed before this, for callers who go on with it. If that fails, it is read later. */
    Uni<Void> catchUp() {
        return CallerContext.answerEach(index().chain(this::readIfChanged)
                .replaceWithVoid()
                .onFailure()
                .invoke(UNREAD::failed)
                .onFailure()
                .recoverWithNull());
    }

    /** Once, for a database without any signal: an import may have changed all of the starter's since. */
    private Uni<Void> fill() {
        return rows.isEmpty()
                .chain(empty -> empty
                        ? rows.keep(StarterTaxonomy.load(), STARTER, STARTER).chain(rows::tell)
                        : Uni.createFrom().voidItem());
    }

    private static void refresh(Uni<TaxonomyIndex> reading) {
        reading.subscribe().with(read -> {}, UNREAD::failed);
    }

    private Uni<TaxonomyIndex> readIfChanged(TaxonomyIndex known) {
        return rows.version()
                .chain(version -> version == known.version() ? Uni.createFrom().item(known) : read());
    }

    /**
     * The version is read first: a change in between is then seen as one more change. Building the index takes some 100
     * ms of a worker, and so does what others derive from it.
     */
    private Uni<TaxonomyIndex> read() {
        return rows.version()
                .chain(version -> rows.load()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(loaded -> loaded.index(version))
                        .invoke(read::fire))
                .invoke(index -> current.accumulateAndGet(
                        index, (old, read) -> old == null || old.version() <= read.version() ? read : old));
    }
}
