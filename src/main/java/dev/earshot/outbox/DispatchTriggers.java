package dev.earshot.outbox;

import dev.earshot.postgres.PgNotifications;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The moments to look into the outbox: a commit here, a commit elsewhere of more than that replica takes at once, and
 * at intervals in case one was missed.
 */
@Singleton
public class DispatchTriggers {
    private static final Logger LOG = Logger.getLogger(DispatchTriggers.class);
    private static final Object NOW = new Object();
    private static final String CHANNEL = "earshot_deliveries";
    private static final long TELL_EVERY_MILLIS = 20;

    private final BroadcastProcessor<Object> commits = BroadcastProcessor.create();
    private final AtomicInteger lookers = new AtomicInteger();
    private final AtomicBoolean untold = new AtomicBoolean();
    private final String replica = UUID.randomUUID().toString();
    private final Pool pool;
    private final Vertx vertx;

    DispatchTriggers(Pool pool, Vertx vertx, PgNotifications notifications) {
        this.pool = pool;
        this.vertx = vertx;
        notifications.hear(CHANNEL, this::heard);
    }

    /** Looks now, here. */
    public void wake() {
        commits.onNext(NOW);
    }

    /**
     * Looks as soon as the waiting caller has its answer. If this replica does not deliver, or no longer, the other
     * replicas look.
     */
    void committed() {
        if (lookers.get() > 0) {
            vertx.runOnContext(next -> wake());
        } else {
            tellOthers();
        }
    }

    /**
     * Has the other replicas look: soon, at most so many times a second, and outside of any transaction, because a
     * {@code NOTIFY} within one makes all commits of the database queue for a lock.
     */
    public void tellOthers() {
        if (untold.compareAndSet(false, true)) {
            vertx.setTimer(TELL_EVERY_MILLIS, timer -> tell());
        }
    }

    private void tell() {
        untold.set(false);
        pool.preparedQuery("select pg_notify($1, $2)")
                .execute(Tuple.of(CHANNEL, replica))
                .subscribe()
                .with(told -> {}, failure -> LOG.debugf("Other replicas were not notified and will poll: %s", failure));
    }

    private void heard(String from) {
        if (!from.equals(replica)) {
            wake();
        }
    }

    /** All triggers during one pass become one. */
    public Multi<Object> every(Duration poll) {
        Multi<Object> polls =
                Multi.createFrom().ticks().every(poll).onOverflow().drop().map(tick -> NOW);
        return Multi.createBy()
                .merging()
                .streams(commits.onOverflow().dropPreviousItems(), polls)
                .onOverflow()
                .dropPreviousItems()
                .onSubscription()
                .invoke(lookers::incrementAndGet)
                .onTermination()
                .invoke(lookers::decrementAndGet);
    }
}
