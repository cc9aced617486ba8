package dev.earshot.tool.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
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
 * <p>A session counts where it began, with all that was done in it. Each step counts the sessions that took it, whether
 * or not they took the ones before: some buy without saving.
 *
 * <p>Closed sessions have been counted as they were closed, by ten minutes each; only open ones are looked at one by
 * one. So the work grows with the period and with the sessions of the last half hour, not with all calls.
 */
@Singleton
class Funnel {
    private static final Duration SHORT = Duration.ofHours(6);
    private static final Duration MEDIUM = Duration.ofDays(3);

    static final String COUNT = """
            with counted as (
              select at, sessions, queried, viewed, saved, converted, sessions - converted as abandoned
              from session_count where at >= $1 and at < $2
              union all
              select started_at, 1, queried::integer, viewed::integer, saved::integer, converted::integer, 0
              from session where status = 'OPEN' and started_at >= $1 and started_at < $2),
            stepped as (
              select date_bin(make_interval(secs => $3), at, $1) as at, sum(sessions)::bigint as sessions,
                sum(queried)::bigint as query, sum(viewed)::bigint as view, sum(saved)::bigint as save,
                sum(converted)::bigint as conversion, sum(abandoned)::bigint as abandoned
              from counted group by 1)
            select step as at, coalesce(sessions, 0) as sessions, coalesce(query, 0) as query,
              coalesce(view, 0) as view, coalesce(save, 0) as save, coalesce(conversion, 0) as conversion,
              coalesce(abandoned, 0) as abandoned
            from generate_series($1::timestamptz, $2::timestamptz - interval '1 microsecond',
              make_interval(secs => $3)) as step
              left join stepped s on s.at = step
            order by step""";

    private final Pool pool;

    Funnel(@Standby(Use.REPORTS) Pool pool) {
        this.pool = pool;
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
     * The funnel of a period: by sessions over time, or by the steps that the caller named.
     *
     * @param stepSeconds how long each step of the series is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Picture(
            Instant from, Instant to, Long stepSeconds, Counts total, List<Step> series, StepFunnel.Result journey) {}

    Uni<Picture> of(Instant from, Instant to) {
        Duration step = step(Duration.between(from, to));
        Tuple period = Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), (double) step.toSeconds());
        return pool.preparedQuery(COUNT)
                .execute(period)
                .map(rows -> RowStream.of(rows).map(Funnel::step).toList())
                .map(series -> new Picture(from, to, step.toSeconds(), total(series), series, null));
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
