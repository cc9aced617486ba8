package dev.earshot.tool.report;

import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.SqlClients;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How far sessions get: from the query to the conversion, or away.
 *
 * <p>A session counts where it made its first call within the period. Each step counts the sessions that took it,
 * whether or not they took the ones before: some buy without saving.
 */
@Singleton
class Funnel {
    private static final Duration SHORT = Duration.ofHours(6);
    private static final Duration MEDIUM = Duration.ofDays(3);

    private static final String COUNT = """
            with visit as (
              select session_id, min(at) as began, bool_or(tool = 'search_items') as queried,
                bool_or(tool = 'view_item') as viewed,
                     bool_or(tool = 'save_item') as saved, bool_or(tool = 'complete_conversion') as converted
              from call where at >= $1 and at < $2 group by session_id),
            counted as (
              select date_bin(make_interval(secs => $3), v.began, $1) as at, count(*) as sessions,
                     count(*) filter (where queried) as query, count(*) filter (where viewed) as view,
                     count(*) filter (where saved) as save, count(*) filter (where v.converted) as conversion,
                     count(*) filter (where s.status = 'ABANDONED') as abandoned
              from visit v left join session s on s.id = v.session_id group by 1)
            select bucket as at, coalesce(sessions, 0) as sessions, coalesce(query, 0) as query,
              coalesce(view, 0) as view,
                   coalesce(save, 0) as save, coalesce(conversion, 0) as conversion, coalesce(abandoned, 0) as abandoned
            from generate_series($1::timestamptz, $2::timestamptz - interval '1 microsecond',
              make_interval(secs => $3)) as bucket
              left join counted c on c.at = bucket
            order by bucket""";

    private final Pool pool;

    Funnel(SqlClients clients) {
        this.pool = clients.patient();
    }

    /**
     * Sessions by how far they got.
     *
     * @param sessions all of them
     * @param abandoned those that were idle without a conversion and were closed
     */
    record Counts(long sessions, long query, long view, long save, long conversion, long abandoned) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        private Counts and(Counts other) {
            return new Counts(
                    sessions + other.sessions,
                    query + other.query,
                    view + other.view,
                    save + other.save,
                    conversion + other.conversion,
                    abandoned + other.abandoned);
        }
    }

    /** The sessions that began in the step of time that starts at a moment. */
    record Step(Instant at, Counts counts) {}

    /**
     * The funnel of a period.
     *
     * @param stepSeconds how long each step of the series is
     */
    record Picture(Instant from, Instant to, long stepSeconds, Counts total, List<Step> series) {}

    Uni<Picture> of(Instant from, Instant to) {
        Duration step = step(Duration.between(from, to));
        Tuple period = Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), (double) step.toSeconds());
        return pool.preparedQuery(COUNT)
                .execute(period)
                .map(rows -> RowStream.of(rows).map(Funnel::step).toList())
                .map(series -> new Picture(from, to, step.toSeconds(), total(series), series));
    }

    /** Some dozens of steps, whatever the period. */
    private static Duration step(Duration period) {
        if (period.compareTo(SHORT) <= 0) {
            return Duration.ofMinutes(10);
        }
        return period.compareTo(MEDIUM) <= 0 ? Duration.ofHours(1) : Duration.ofDays(1);
    }

    private static Counts total(List<Step> series) {
        return series.stream().map(Step::counts).reduce(Counts.NONE, Counts::and);
    }

    private static Step step(Row row) {
        return new Step(
                row.getOffsetDateTime("at").toInstant(),
                new Counts(
                        row.getLong("sessions"),
                        row.getLong("query"),
                        row.getLong("view"),
                        row.getLong("save"),
                        row.getLong("conversion"),
                        row.getLong("abandoned")));
    }
}
