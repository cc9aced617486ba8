package dev.earshot.tool.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.http.Envelope;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import dev.earshot.signal.SignalBitmaps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Conversions and their revenue by the interaction that each is attributed to: the last or first query, view or save of
 * the same customer, in any session, within a window before the conversion. Amounts of different currencies are never
 * added.
 */
@Singleton
class Attribution {
    private static final int PAGE = 5_000;

    private final Pool pool;
    private final ExportedRows exports;
    private final SignalBitmaps events;

    Attribution(@Standby(Use.REPORTS) Pool pool, ExportedRows exports, SignalBitmaps events) {
        this.pool = pool;
        this.exports = exports;
        this.events = events;
    }

    /**
     * Conversions of one currency that are attributed to interactions with one query, item and so on.
     *
     * @param key {@code null} for those without such an interaction in the window
     * @param attributed how many of the conversions have one
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Sum(String key, String currency, long conversions, long attributed, BigDecimal revenue) {
        static Sum of(Row row) {
            return new Sum(
                    row.getString("key"),
                    row.getString("currency"),
                    row.getLong("conversions"),
                    row.getLong("attributed"),
                    row.getBigDecimal("revenue"));
        }
    }

    /**
     * A page of a report.
     *
     * @param window as it was asked for, in ISO 8601
     * @param totals of all conversions of the period, one for each currency
     * @param rows most conversions first
     */
    record Report(Instant from, Instant to, String by, String model, String window, List<Sum> totals, List<Sum> rows) {}

    Uni<Envelope<Report>> report(AttributionQuery query, AttributionCursor after, int limit) {
        return rows(query, after, limit + 1)
                .chain(found -> totals(query).map(totals -> page(query, totals, found, limit)));
    }

    private Uni<List<Sum>> rows(AttributionQuery query, AttributionCursor after, int limit) {
        return events.upToDate()
                .chain(() -> pool.preparedQuery(query.page())
                        .execute(after.addTo(query.values()).addInteger(limit)))
                .map(rows -> RowStream.of(rows).map(Sum::of).toList());
    }

    /**
     * What is made of all rows, which are computed once and read page by page.
     *
     * @param file begins once the first rows are there
     */
    <T> Multi<T> export(AttributionQuery query, Function<Multi<List<Sum>>, Multi<T>> file) {
        return export(query, PAGE, file);
    }

    <T> Multi<T> export(AttributionQuery query, int page, Function<Multi<List<Sum>>, Multi<T>> file) {
        return events.upToDate()
                .onItem()
                .transformToMulti(ready -> exports.read(
                        query.rows(), query.values(), page, pages -> file.apply(pages.map(Attribution::sums))));
    }

    private static List<Sum> sums(List<Row> rows) {
        return rows.stream().map(Sum::of).toList();
    }

    private Uni<List<Sum>> totals(AttributionQuery query) {
        return pool.preparedQuery(query.totals())
                .execute(query.values())
                .map(rows -> RowStream.of(rows).map(Sum::of).toList());
    }

    private static Envelope<Report> page(AttributionQuery query, List<Sum> totals, List<Sum> found, int limit) {
        Report report = new Report(
                query.period().from(),
                query.period().to(),
                AttributionQuery.named(query.by()),
                AttributionQuery.named(query.model()),
                query.window(),
                totals,
                found.stream().limit(limit).toList());
        String next = found.size() > limit
                ? AttributionCursor.after(found.get(limit - 1)).encoded()
                : null;
        return new Envelope<>(true, report, next);
    }
}
