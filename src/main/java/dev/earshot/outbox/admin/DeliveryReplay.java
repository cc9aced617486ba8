package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.outbox.admin.DeliveryAdmin.Filter;
import dev.earshot.outbox.admin.DeliveryAdmin.Replayed;
import dev.earshot.outbox.admin.DeliveryAdmin.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Repeats settled deliveries, oldest first, a part at a time. A cursor holds where a part ended, and when the first
 * began: a replay's own deliveries are younger, so it never repeats itself.
 */
@Singleton
class DeliveryReplay {
    /** How many a part skips to find those of its filter, and how many are counted after it. */
    static final int LOOKED_AT = 100_000;

    /**
     * Parameters: statuses, the place after (time, number), until, event, customer, how many to look at, destination.
     */
    private static final String LOOKED = """
            looked as materialized (
              select of_each.customer_id, of_each.destination, of_each.seq, of_each.kind, of_each.created_at
              from (%s) as of_each
              order by of_each.created_at, of_each.seq limit $7)""";

    private static final String OF_EACH_STATUS = """
            select of_one.customer_id, of_one.destination, of_one.seq, of_one.kind, of_one.created_at
            from unnest($1::text[]) as wanted(status) cross join lateral (
              select d.customer_id, d.destination, d.seq, d.kind, d.created_at from delivery d
              where lower(d.status) = lower(wanted.status) and (d.created_at, d.seq) > ($2, $3) and d.created_at < $4
                and $6::text is null
              order by d.created_at, d.seq limit $7) as of_one""";

    private static final String OF_CUSTOMER = """
            select customer_id, destination, seq, kind, created_at from delivery
            where customer_id = $6 and status = any($1::text[]) and (created_at, seq) > ($2, $3) and created_at < $4""";

    private static final String MAY_BE_REPEATED = """
            %s and kind not in ('erase', 'tag', 'untag')
            and not exists (select from denial where denial.customer_id = looked.customer_id)""";

    private static final String REPLAY = """
            with %s,
            chosen as materialized (
              select customer_id, seq, created_at from looked where %s order by created_at, seq limit $9),
            again as (
              insert into delivery (customer_id, destination, session_id, id, event_id, kind, body, created_at,
                replay_of)
              select d.customer_id, d.destination, d.session_id, 'dlv_' || replace(gen_random_uuid()::text, '-', ''),
                d.event_id,
                d.kind, d.body,
                $10::timestamptz, d.id
              from chosen join delivery d using (customer_id, seq) order by chosen.created_at, chosen.seq
              returning customer_id, destination, seq),
            %s,
            farthest as (
              select created_at, seq from looked where (select count(*) from chosen) < $9
              union all select created_at, seq from chosen where (select count(*) from chosen) = $9
              order by created_at desc, seq desc limit 1)
            select (select count(*) from again) as again, (select count(*) from looked) as looked_at,
              (select created_at from farthest) as at, (select seq from farthest) as number""";

    private static final String REMAINING = """
            with %s select (select count(*) from looked) as looked_at, count(*) as remaining from looked where %s""";

    private final Pool pool;
    private final OutboxWriter outbox;
    private final InstantSource clock;

    DeliveryReplay(Pool pool, OutboxWriter outbox, InstantSource clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Between two settled deliveries, with the first moment that is too late. */
    private record Place(Instant at, long number, Instant until) {
        static Place of(String cursor) {
            PageCursor position = PageCursor.of(cursor);
            String[] parts = position.id().split(" ", 2);
            try {
                return new Place(position.at(), Long.parseLong(parts[0]), Instant.parse(parts[1]));
            } catch (NumberFormatException | DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw ApiException.invalid("INVALID_CURSOR", "cursor", "is not a cursor from an earlier answer");
            }
        }

        String cursor() {
            return new PageCursor(at, number + " " + until).cursor();
        }
    }

    Uni<Envelope<Replayed>> replay(Filter filter, Optional<String> cursor, int limit) {
        Instant now = clock.instant();
        Place start = cursor.map(Place::of)
                .orElseGet(() -> new Place(
                        filter.since().orElse(Instant.EPOCH),
                        Long.MIN_VALUE,
                        filter.until().filter(until -> until.isBefore(now)).orElse(now)));
        Tuple values = values(filter, start).addInteger(limit).addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        String condition = condition(filter);
        return pool.preparedQuery(REPLAY.formatted(looked(filter), condition, OutboxWriter.due("again", "$10")))
                .execute(values)
                .map(rows -> rows.iterator().next())
                .invoke(outbox::committed)
                .chain(done -> isLast(done, limit)
                        ? Uni.createFrom().item(Envelope.of(new Replayed(done.getLong("again"), 0, false)))
                        : goOn(filter, done, start.until()));
    }

    /** Neither were there more to look at, nor did it stop because it had enough. */
    private static boolean isLast(Row done, int limit) {
        return done.getLong("looked_at") < LOOKED_AT && done.getLong("again") < limit;
    }

    private Uni<Envelope<Replayed>> goOn(Filter filter, Row done, Instant until) {
        Place next = new Place(done.getOffsetDateTime("at").toInstant(), done.getLong("number"), until);
        return pool.preparedQuery(REMAINING.formatted(looked(filter), condition(filter)))
                .execute(values(filter, next))
                .map(rows -> rows.iterator().next())
                .map(left -> {
                    boolean more = left.getLong("looked_at") == LOOKED_AT;
                    Replayed replayed = new Replayed(done.getLong("again"), left.getLong("remaining"), more);
                    return new Envelope<>(true, replayed, more || replayed.remaining() > 0 ? next.cursor() : null);
                });
    }

    private static Tuple values(Filter filter, Place after) {
        String[] statuses = filter.status()
                .map(one -> one == Status.PENDING ? new String[0] : new String[] {one.name()})
                .orElseGet(() -> new String[] {Status.DELIVERED.name(), Status.REJECTED.name()});
        return Tuple.tuple()
                .addArrayOfString(statuses)
                .addOffsetDateTime(after.at().atOffset(ZoneOffset.UTC))
                .addLong(after.number())
                .addOffsetDateTime(after.until().atOffset(ZoneOffset.UTC))
                .addString(filter.event().orElse(null))
                .addString(filter.customer().orElse(null))
                .addInteger(LOOKED_AT)
                .addString(filter.destination().orElse(null));
    }

    private static String looked(Filter filter) {
        return LOOKED.formatted(filter.customer().isPresent() ? OF_CUSTOMER : OF_EACH_STATUS);
    }

    private static String condition(Filter filter) {
        String event = filter.event().isPresent() ? "kind = $5" : "$5::text is null";
        String destination = filter.destination().isPresent() ? "destination = $8" : "$8::text is null";
        return MAY_BE_REPEATED.formatted(event + " and " + destination);
    }
}
