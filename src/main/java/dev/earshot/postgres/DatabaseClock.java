package dev.earshot.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The time that everything here uses: the database's, the same for all replicas. Leases, order and retention must not
 * depend on the clock of one machine.
 *
 * <p>The database is asked now and then; in between, {@link System#nanoTime()} counts the time, which setting a clock
 * does not affect. Until the first answer this machine's clock serves, and the replica is neither ready nor delivers.
 */
@Singleton
@Readiness
@Default
public class DatabaseClock implements InstantSource, HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
    private static final int AFTER_THE_SCHEMA = 2;
    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration ASK_FIRST_EVERY = Duration.ofMillis(100);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);
    private static final Duration WORTH_SAYING = Duration.ofSeconds(2);
    private static final int FIRST_SAMPLES = 3;
    /** How many millionths this machine may count too fast or too slowly: what was exact once is less so later. */
    private static final long DRIFT = 100;

    private static final int MILLION = 1_000_000;

    /**
     * A reading of the database's time.
     *
     * @param at when it was read, by this machine's counter
     * @param within the most by which it may be wrong, in nanoseconds
     */
    record Reading(Instant time, long at, long within) {
        /** The database read its clock some time between question and answer. */
        static Reading of(Instant time, long asked, long answered) {
            long half = (answered - asked) / 2;
            return new Reading(time, asked + half, half);
        }

        Instant at(long nanos) {
            return time.plusNanos(nanos - at);
        }

        private long withinAt(long nanos) {
            return within + (nanos - at) / MILLION * DRIFT;
        }

        /**
         * The better of two readings; a later one that contradicts an earlier one is right, because the database's
         * clock was set, or is another's.
         */
        Reading or(Reading later) {
            long apart = Duration.between(at(later.at), later.time).abs().toNanos();
            boolean contradicts = apart > withinAt(later.at) + later.within;
            return contradicts || later.within <= withinAt(later.at) ? later : this;
        }
    }

    private final Pool pool;
    private volatile Reading reading = new Reading(Instant.now(), System.nanoTime(), Long.MAX_VALUE / 2);
    private volatile boolean set;
    private Cancellable asking = () -> {};

    DatabaseClock(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Instant instant() {
        return reading.at(System.nanoTime());
    }

    /** Whether the database's time is known. */
    public boolean isSet() {
        return set;
    }

    /**
     * Nothing begins before the time is known, if the database can be reached: so the main thread waits for it, as for
     * the schema.
     */
    void start(@Observes @Priority(AFTER_THE_SCHEMA) StartupEvent started) {
        carefully(ask().repeat().atMost(FIRST_SAMPLES).collect().last())
                .ifNoItem()
                .after(ANSWERED_WITHIN)
                .recoverWithUni(Uni.createFrom().nullItem())
                .await()
                .indefinitely();
        asking = Multi.createBy()
                .repeating()
                .uni(() -> carefully(pause().chain(this::ask)))
                .indefinitely()
                .subscribe()
                .with(asked -> {}, e -> LOG.error("Reading the database's time stopped", e));
    }

    void stop(@Observes ShutdownEvent shutdown) {
        asking.cancel();
    }

    private Uni<Void> pause() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(set ? ASK_EVERY : ASK_FIRST_EVERY);
    }

    private Uni<Reading> ask() {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return pool.query("select clock_timestamp()")
                    .execute()
                    .ifNoItem()
                    .after(ANSWERED_WITHIN)
                    .fail()
                    .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant())
                    .map(time -> Reading.of(time, asked, System.nanoTime()))
                    .invoke(this::learn);
        });
    }

    private void learn(Reading later) {
        reading = reading.or(later);
        if (!set) {
            set = true;
            Duration ahead = Duration.between(instant(), Instant.now());
            if (ahead.abs().compareTo(WORTH_SAYING) > 0) {
                LOG.warnf(
                        "This machine's clock is %d ms ahead of the database's, which is the one used",
                        ahead.toMillis());
            }
        }
    }

    private static Uni<Reading> carefully(Uni<Reading> answer) {
        return answer.onFailure()
                .invoke(e -> LOG.debugf("The database's time could not be read: %s", e))
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Clock").status(set).build();
    }
}
