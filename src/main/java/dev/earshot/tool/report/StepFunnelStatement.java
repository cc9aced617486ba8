package dev.earshot.tool.report;

import dev.earshot.tool.report.StepFunnel.Journey;
import dev.earshot.tool.report.StepFunnel.Unit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement of a funnel of ordered steps: a common table expression for each step, with the sessions or customers
 * that took it, and one row of counts.
 *
 * <p>Its parameters are the names of the steps, the period's start and end, the time from the first step to the last in
 * seconds, and now. It names only the given conditions, so that its plan uses the index by event and time.
 */
final class StepFunnelStatement {
    private static final String FIRST = """
            s1 as (
              select %s as unit, e.number, min(e.at) as first, null::timestamptz as before, min(e.at) as at
              from customer_event e
              where e.event = ($1::text[])[1] and e.at >= $2 and e.at < $3%s group by 1, 2)""";

    private static final String NEXT = """
            s%1$d as (
              select p.unit, p.number, p.first, p.at as before, min(e.at) as at
              from s%2$d p join customer_event e on e.number = p.number%3$s
              where e.event = ($1::text[])[%1$d] and e.at > $2 and e.at <= $3 + make_interval(secs => $4)
                and e.at > p.at and e.at <= p.first + make_interval(secs => $4)%4$s group by 1, 2, 3, 4)""";

    /** In microseconds, as exact as the times are. */
    private static final String COUNT = """
            (select count(*) from s%1$d) as reached_%1$d,
            (select percentile_disc(0.5) within group (order by (extract(epoch from at - before) * 1000000)::bigint)
              from s%1$d) as median_%1$d""";

    private static final String UNDERWAY = """
            (select count(*) from s1 p where p.first + make_interval(secs => $4) > $5%2$s
              and not exists (select from s%1$d l where l.unit = p.unit and l.number = p.number)) as underway""";

    private static final String SESSION_IS_OPEN =
            " and exists (select from session s where s.id = p.unit and s.status = 'OPEN')";

    /** Longer than any session, and short enough to be added to a time. */
    private static final Duration UNLIMITED = Duration.ofDays(3_650);

    private final Tuple values;
    private final StringBuilder filters = new StringBuilder();
    private final String sql;

    StepFunnelStatement(ReportPeriod period, Journey journey, Instant now) {
        values = Tuple.tuple()
                .addArrayOfString(journey.steps().toArray(String[]::new))
                .addOffsetDateTime(period.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(period.to().atOffset(ZoneOffset.UTC))
                .addDouble((double) journey.within().orElse(UNLIMITED).toMillis() / 1000)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        filter(journey.platform(), " and e.platform = $%d");
        filter(journey.category(), " and strpos(e.category_path, category_path($%d)) > 0");
        sql = text(journey.steps().size(), journey.across() == Unit.SESSION);
    }

    Uni<Row> run(Pool pool) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }

    private void filter(Optional<String> value, String condition) {
        value.ifPresent(text -> {
            values.addString(text);
            filters.append(condition.formatted(values.size()));
        });
    }

    private String text(int steps, boolean ofSessions) {
        String taken = IntStream.rangeClosed(1, steps)
                .mapToObj(i -> i == 1
                        ? FIRST.formatted(ofSessions ? "e.session_id" : "e.number", filters)
                        : NEXT.formatted(i, i - 1, ofSessions ? " and e.session_id = p.unit" : "", filters))
                .collect(Collectors.joining(",\n"));
        String counts =
                IntStream.rangeClosed(1, steps).mapToObj(COUNT::formatted).collect(Collectors.joining(",\n"));
        return "with %s%nselect %s,%n%s"
                .formatted(taken, counts, UNDERWAY.formatted(steps, ofSessions ? SESSION_IS_OPEN : ""));
    }
}
