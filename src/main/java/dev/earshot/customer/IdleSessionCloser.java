package dev.earshot.customer;

import dev.earshot.postgres.RowStream;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes idle sessions, as converted after a conversion, otherwise as abandoned, and counts them for the funnel: a
 * closed session does not change any more.
 */
@Singleton
public class IdleSessionCloser {
    /** Sessions that began within the same span of this length, which starts on the full hour, are counted together. */
    public static final Duration COUNTED_BY = Duration.ofMinutes(10);

    private static final int STEP = 500;
    /**
     * Sessions enter the counts in the order of their times, so that two replicas don't wait for each other in a
     * circle.
     */
    private static final String CLOSE = """
            with idle as (
              select id from session where status = 'OPEN' and started_at <= $1 and last_seen_at <= $1
              order by started_at limit $2 for update skip locked),
            closed as (
              update session s set status = case when converted then 'CONVERTED' else 'ABANDONED' end, closed_at = $3
              from idle where s.id = idle.id
              returning s.customer_id, s.anonymous, s.started_at, s.queried, s.viewed, s.saved, s.converted),
            counted as (
              insert into session_count as c (at, sessions, queried, viewed, saved, converted)
              select date_bin('%d minutes', started_at, 'epoch'), count(*), count(*) filter (where queried),
                count(*) filter (where viewed), count(*) filter (where saved), count(*) filter (where converted)
              from closed group by 1 order by 1
              on conflict (at) do update set sessions = c.sessions + excluded.sessions,
                queried = c.queried + excluded.queried, viewed = c.viewed + excluded.viewed,
                saved = c.saved + excluded.saved, converted = c.converted + excluded.converted)
            select customer_id, anonymous from closed""".formatted(COUNTED_BY.toMinutes());

    private final Pool pool;
    private final SessionConfig config;
    private final InstantSource clock;
    private final List<AnonymousDepartureListener> departures;

    IdleSessionCloser(
            Pool pool, SessionConfig config, InstantSource clock, @All List<AnonymousDepartureListener> departures) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
        this.departures = departures;
    }

    @Scheduled(every = "${earshot.session.close-every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> closeNow() {
        return close().replaceWithVoid();
    }

    /** Closes sessions that were idle for too long, in steps with few locks, and returns how many it closed. */
    public Uni<Integer> close() {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.withTransaction(this::closeSome))
                .whilst(closed -> closed == STEP)
                .collect()
                .in(() -> new int[1], (sum, closed) -> sum[0] += closed)
                .map(sum -> sum[0]);
    }

    private Uni<Integer> closeSome(SqlConnection transaction) {
        Instant now = clock.instant();
        Tuple step = Tuple.of(now.minus(config.idle()).atOffset(ZoneOffset.UTC), STEP, now.atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(CLOSE)
                .execute(step)
                .call(closed -> tell(transaction, anonymous(closed), now))
                .map(RowSet::size);
    }

    private Uni<Void> tell(SqlConnection transaction, List<CustomerId> left, Instant now) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (AnonymousDepartureListener departure :
                left.isEmpty() ? List.<AnonymousDepartureListener>of() : departures) {
            told = told.chain(() -> departure.left(transaction, left, now));
        }
        return told;
    }

    private static List<CustomerId> anonymous(RowSet<Row> closed) {
        return new ArrayList<>(RowStream.of(closed)
                .filter(row -> row.getBoolean("anonymous"))
                .map(row -> new CustomerId(row.getString("customer_id")))
                .toList());
    }
}
