package dev.earshot.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether the standby of {@code EARSHOT_DB_READ} is read from: it answers, and is not further behind the primary than
 * {@code earshot.database.read-lag}. Checked every five seconds; a statement that it fails to read ends its use until
 * the next check.
 *
 * <p>How far it is behind is the age of the last commit that it has replayed. That is exact enough, since each replica
 * of Earshot commits something every few seconds. A server that is no standby (any more) has all commits.
 */
@Singleton
class StandbyState {
    private static final Logger LOG = Logger.getLogger(StandbyState.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

    private static final String LAG = """
            select case when pg_is_in_recovery()
              then extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000
              else 0 end::bigint as millis""";

    private final Optional<Pool> standby;
    private final Duration mostLag;
    private volatile boolean inUse;
    private volatile String reason = "";
    private Cancellable checks = () -> {};

    StandbyState(SqlClients clients, DatabaseConfig config) {
        this.standby = clients.standbyCheck();
        this.mostLag = config.readLag();
    }

    boolean isInUse() {
        return inUse;
    }

    void failed(Throwable failure) {
        leave("it fails to read (" + failure + ")");
    }

    void start(@Observes StartupEvent started) {
        standby.ifPresent(pool -> checks = Multi.createBy()
                .repeating()
                .uni(() -> check(pool).onItem().delayIt().by(CHECK_EVERY))
                .indefinitely()
                .subscribe()
                .with(checked -> {}));
    }

    void stop(@Observes ShutdownEvent shutdown) {
        checks.cancel();
    }

    private Uni<Boolean> check(Pool pool) {
        return pool.query(LAG)
                .execute()
                .ifNoItem()
                .after(ANSWERED_WITHIN)
                .failWith(() -> new DatabaseSilentException("It does not answer"))
                .invoke(this::consider)
                .onFailure()
                .invoke(failure -> leave("it can't be reached (" + failure + ")"))
                .map(answered -> true)
                .onFailure()
                .recoverWithItem(false);
    }

    /** Without a time, it has replayed nothing since it was started. */
    private void consider(RowSet<Row> rows) {
        Long millis = rows.iterator().next().getLong("millis");
        if (millis == null) {
            leave("it has replayed nothing yet");
        } else if (millis > mostLag.toMillis()) {
            leave("it is " + millis / 1000 + " s behind");
        } else if (!inUse) {
            inUse = true;
            reason = "";
            LOG.info("The standby of EARSHOT_DB_READ is used for reading");
        }
    }

    private void leave(String why) {
        // Of several reasons while it is out of use, the first is enough.
        if (inUse || reason.isEmpty()) {
            inUse = false;
            reason = why;
            LOG.warnf("The primary reads instead of the standby of EARSHOT_DB_READ: %s", why);
        }
    }
}
