package dev.earshot.signal;

import dev.earshot.common.SharedRun;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Shown signals as bitmaps for counting: table {@code signal_bits} holds, for a signal and a block of customer numbers,
 * one bit per customer. Table {@code signal_day} lists who showed it on which day. {@link EventBitmaps} has the bitmaps
 * of events.
 *
 * <p>The bitmaps follow the rows: readers call {@link #upToDate()} first and then see everything that was committed
 * before. Periodic updates keep that short.
 */
@Singleton
public class SignalBitmaps {
    /** How many customers a block holds. */
    public static final int BLOCK = 16_384;

    /** An empty block, in SQL. */
    public static final String NO_CUSTOMERS = "B'0'::bit(" + BLOCK + ")";

    /** The signal of all customers that showed any, or did anything. */
    public static final String ANY = "";

    /** The number of a Postgres lock: one replica at a time updates bitmaps or packs. */
    static final long LOCK = 0x5160_b175L;

    private static final int STEP = 20_000;

    private static final String IS_BEHIND = """
            select exists (select from signal_change) or exists (select from event_change)
              or exists (select from customer_number where customer_id is null) as behind""";

    /**
     * An empty block is deleted. Only the lock's holder writes bits and events, so no customer enters either meanwhile.
     * The events of a number that ended are appended again for the customer that they moved to.
     */
    private static final String CLEAR = """
            with gone as (delete from customer_number where customer_id is null returning number, moved_to),
            moved as (
              delete from customer_event e using gone where e.number = gone.number
              returning gone.moved_to, e.event, e.at, e.event_id, e.session_id, e.platform, e.parameters),
            appended as (
              insert into event_change (customer_id, event, at, event_id, session_id, platform, parameters)
              select moved_to, event, at, event_id, session_id, platform, parameters from moved
              where moved_to is not null),
            cleared as (select %1$s as block, %2$s as members from gone group by 1),
            emptied as (
              delete from signal_bits b using cleared c where b.block = c.block and b.members & ~c.members = %3$s)
            update signal_bits b set members = b.members & ~c.members from cleared c
            where b.block = c.block and b.members & c.members <> %3$s
              and b.members & ~c.members <> %3$s""".formatted(block("number"), bits("number"), NO_CUSTOMERS);

    /**
     * Common table expressions that give each customer of another one, {@code %s(customer_id, …)}, a number: {@code
     * numbered(number, customer_id)}, and those of them without one before, {@code fresh}.
     */
    static final String NUMBERED = """
            customers as (select distinct customer_id from %s),
            fresh as (
              insert into customer_number (customer_id)
              select customer_id from customers c
              where not exists (select from customer_number n where n.customer_id = c.customer_id) order by customer_id
              returning number, customer_id),
            numbered as (
              select number, customer_id from customer_number join customers using (customer_id)
              union all select number, customer_id from fresh)""";

    /**
     * A row deleted since its change was noted is not in {@code shown}, and gets no bit. Changes of opted-out customers
     * are left to {@link LateSignals}. The full join finds what an inner one would, and is never a nested loop: with
     * few changes expected, Postgres would compare each with each.
     */
    private static final String SET =
            """
            with taken as (
              delete from signal_change where ctid in (
                select ctid from signal_change c
                where not exists (select from denial d where d.customer_id = c.customer_id) limit %4$d)
              returning customer_id, signal_id),
            shown as (
              select distinct customer_id, signal_id, (last_seen at time zone 'UTC')::date as day
              from taken join customer_signal using (customer_id, signal_id)),
            %5$s,
            listed as (
              insert into signal_day as d (signal_id, day, numbers)
              select signal_id, day, array_agg(number) from shown full join numbered using (customer_id)
                group by 1, 2 order by 1, 2
              on conflict (signal_id, day) do update set numbers = d.numbers || excluded.numbers),
            added as (
              select signal_id, %1$s as block, %2$s as members from shown full join numbered using (customer_id)
                group by 1, 2
              union all select '%3$s', %1$s, %2$s from fresh group by 2),
            written as (
              insert into signal_bits as b (signal_id, block, members)
              select signal_id, block, members from added order by signal_id, block
              on conflict (signal_id, block) do update set members = b.members | excluded.members
              where b.members | excluded.members <> b.members)
            select count(*) as taken from taken""".formatted(block("number"), bits("number"), ANY, STEP, NUMBERED.formatted("shown"));

    private final Pool pool;
    /** One connection of this replica's waits for the lock, however many readers there are. */
    private final SharedRun pass = new SharedRun(this::catchUp);

    public SignalBitmaps(Pool pool) {
        this.pool = pool;
    }

    /** SQL for the block of a number. */
    public static String block(String number) {
        return number + " / " + BLOCK;
    }

    /** SQL for the bits of all numbers of a group, which are of one block. */
    public static String bits(String number) {
        return "bit_or(set_bit(" + NO_CUSTOMERS + ", " + number + " % " + BLOCK + ", 1))";
    }

    /** Completes once the bits include all that was committed before. */
    public Uni<Void> upToDate() {
        return pass.join();
    }

    private Uni<Void> catchUp() {
        return pool.preparedQuery(IS_BEHIND)
                .execute()
                .chain(rows -> rows.iterator().next().getBoolean("behind")
                        ? follow()
                        : Uni.createFrom().voidItem());
    }

    @Scheduled(every = "${earshot.signal.count-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> followNow() {
        return upToDate();
    }

    private Uni<Void> follow() {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.withTransaction(this::step))
                .whilst(Boolean.TRUE::equals)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * Whether there may be more to do. The lock is a separate statement, so that the next ones see what its last holder
     * did. Events come before signals, in the order in which a merge takes both: otherwise each would wait for the
     * other.
     */
    private Uni<Boolean> step(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .chain(() -> transaction.preparedQuery(CLEAR).execute())
                .chain(() -> taken(transaction, EventBitmaps.TAKE))
                .chain(events ->
                        taken(transaction, SET).map(signals -> signals == STEP || events == EventBitmaps.STEP));
    }

    private static Uni<Long> taken(SqlConnection transaction, String statement) {
        return transaction
                .preparedQuery(statement)
                .execute()
                .map(rows -> rows.iterator().next().getLong("taken"));
    }
}
