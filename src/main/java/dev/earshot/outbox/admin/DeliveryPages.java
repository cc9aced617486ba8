package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.http.PageCursor;
import dev.earshot.outbox.admin.DeliveryAdmin.Filter;
import dev.earshot.outbox.admin.DeliveryAdmin.Status;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the list of deliveries page by page, latest first. A page costs what it looks at, not what the table holds: of
 * each status it reads the latest by index, at most {@link #LOOKED_AT} when it must skip those of other events or
 * destinations. A page may then hold fewer than requested, and still name a next one.
 */
@Singleton
public class DeliveryPages {
    public static final int LOOKED_AT = 5_000;

    private static final String COLUMNS =
            "id, destination, customer_id, kind, status, attempts, answer, created_at, settled_at, replay_of, seq";

    /**
     * Parameters: statuses, the place before (time, number), since, event, customer, how many to look at, how many to
     * show, destination.
     */
    private static final String PAGE = """
            with looked as materialized (
              select %1$s from (%2$s) as of_each order by created_at desc, seq desc limit $7),
            farthest as (select created_at, seq from looked order by created_at, seq limit 1)
            select (select count(*) from looked) as looked_at, farthest.created_at as farthest_at,
              farthest.seq as farthest_seq,
              found.id, found.destination, found.customer_id, found.kind, found.status, found.attempts, found.answer,
              found.created_at, found.settled_at, found.replay_of, found.seq
            from farthest left join (
              select %1$s from looked where %3$s order by created_at desc, seq desc limit $8) as found on true
            order by found.created_at desc, found.seq desc""";

    private static final String OF_EACH_STATUS = """
            select %s from unnest($1::text[]) as wanted(status) cross join lateral (
              select %s from delivery d where lower(d.status) = lower(wanted.status) and $6::text is null and %s
              order by created_at desc, seq desc limit $7) as of_one""";

    private static final String OF_CUSTOMER =
            "select %s from delivery where status = any($1::text[]) and customer_id = $6 and %s";

    private final Pool pool;

    DeliveryPages(@Standby(Use.REQUESTS) Pool pool) {
        this.pool = pool;
    }

    Uni<DeliveryAdmin.Page> page(Filter filter, PageCursor before, int limit) {
        return pool.preparedQuery(sql(filter))
                .execute(values(filter, before, limit))
                .map(rows -> page(rows, lookedAt(filter, limit), limit));
    }

    public static Tuple values(Filter filter, PageCursor before, int limit) {
        boolean atUntil =
                filter.until().filter(end -> !end.isAfter(before.at())).isPresent();
        return Tuple.tuple()
                .addArrayOfString(statuses(filter))
                .addOffsetDateTime((atUntil ? filter.until().orElseThrow() : before.at()).atOffset(ZoneOffset.UTC))
                .addLong(atUntil ? Long.MIN_VALUE : number(before))
                .addOffsetDateTime(
                        filter.since().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .addString(filter.event().orElse(null))
                .addString(filter.customer().orElse(null))
                .addInteger(lookedAt(filter, limit))
                .addInteger(limit)
                .addString(filter.destination().orElse(null));
    }

    /**
     * Names only the given conditions, so that the plan kept for a statement uses their indexes. The end of a period is
     * the first place to read before: as a condition beside it, it would be checked against all that is later.
     */
    public static String sql(Filter filter) {
        String period = "(created_at, seq) < ($2, $3) and "
                + (filter.since().isPresent() ? "created_at >= $4" : "$4::timestamptz is null");
        String source = filter.customer().isPresent()
                ? OF_CUSTOMER.formatted(COLUMNS, period)
                : OF_EACH_STATUS.formatted(of("of_one"), of("d"), period);
        String event = filter.event().isPresent() ? "kind = $5" : "$5::text is null";
        String destination = filter.destination().isPresent() ? "destination = $9" : "$9::text is null";
        return PAGE.formatted(COLUMNS, source, event + " and " + destination);
    }

    private static String of(String table) {
        return table + "." + COLUMNS.replace(", ", ", " + table + ".");
    }

    static String[] statuses(Filter filter) {
        return filter.status()
                .map(one -> new String[] {one.name()})
                .orElseGet(
                        () -> Arrays.stream(Status.values()).map(Status::name).toArray(String[]::new));
    }

    private static int lookedAt(Filter filter, int limit) {
        return filter.event().isPresent() || filter.destination().isPresent() ? LOOKED_AT : limit;
    }

    private static long number(PageCursor before) {
        try {
            return before.id().isEmpty() ? Long.MAX_VALUE : Long.parseLong(before.id());
        } catch (NumberFormatException e) {
            throw ApiException.invalid("INVALID_CURSOR", "cursor", "is not a cursor from an earlier answer");
        }
    }

    private static DeliveryAdmin.Page page(RowSet<Row> rows, int lookedAt, int limit) {
        List<Row> all = RowStream.of(rows).toList();
        List<Row> found =
                all.stream().filter(row -> row.getString("id") != null).toList();
        Optional<PageCursor> next = found.size() == limit
                ? Optional.of(place(found.get(limit - 1), "created_at", "seq"))
                : all.stream()
                        .findFirst()
                        .filter(row -> row.getLong("looked_at") == lookedAt)
                        .map(row -> place(row, "farthest_at", "farthest_seq"));
        return new DeliveryAdmin.Page(found.stream().map(DeliveryAdmin::view).toList(), next.map(PageCursor::cursor));
    }

    private static PageCursor place(Row row, String at, String number) {
        OffsetDateTime moment = row.getOffsetDateTime(at);
        return new PageCursor(moment.toInstant(), row.getLong(number).toString());
    }
}
