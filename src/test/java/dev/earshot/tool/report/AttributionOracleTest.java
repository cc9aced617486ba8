package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.postgres.RowStream;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.DuckDbRows;
import dev.earshot.tool.report.AttributionQuery.By;
import dev.earshot.tool.report.AttributionQuery.Model;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** DuckDB finds the same by other means. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AttributionOracleTest extends AttributedShop {
    /** More rows than a page of the reader, so that the file has several groups. */
    @Test
    void duckdb_finds_in_the_parquet_file_exactly_the_rows_of_the_csv() throws Exception {
        pool.query("insert into event_change select '" + customer + "', 'ai_query_submitted',"
                        + " timestamptz '" + from + "' + n * interval '1 second', 'ask_' || n, 'ses', 'chatgpt',"
                        + " jsonb_build_object('query_text', 'çadır \" ' || n) from generate_series(1, 6000) n")
                .executeAndAwait();
        pool.query("insert into event_change select '" + customer + "', 'ai_conversion_completed',"
                        + " timestamptz '" + from
                        + "' + (n + 0.5) * interval '1 second', 'buy_' || n, 'ses', 'chatgpt',"
                        + " jsonb_build_object('revenue', n * 0.01)"
                        + " || case n % 3 when 0 then '{}' else '{\"currency\":\"EUR\"}'::jsonb end"
                        + " from generate_series(0, 6000) n")
                .executeAndAwait();
        clock.advance(Duration.ofHours(3));
        for (By by : By.values()) {
            Map<String, String> asked = Map.of("by", AttributionQuery.named(by));
            Path parquet = file(asked, "application/vnd.apache.parquet", "attribution.parquet");
            Path csv = file(asked, "text/csv", "attribution.csv");
            List<List<String>> rows = DuckDbRows.of("select * from read_parquet('" + parquet + "')");
            assertThat(rows).hasSizeGreaterThan(by == By.QUERY ? 5_000 : 0);
            assertThat(rows)
                    .isEqualTo(DuckDbRows.of("select columns(c -> c not like '%\\_1' escape '\\') from read_csv('" + csv
                            + "', header = true, types = {'conversions': 'BIGINT', 'attributed': 'BIGINT',"
                            + " 'revenue': 'DECIMAL(38, 18)'})"));
        }
    }

    /** DuckDB ranks all interactions of a conversion's window. */
    @Test
    void duckdb_agrees_on_the_attribution_of_every_conversion() throws SQLException {
        Random random = new Random(4);
        Instant start = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(60));
        int conversions = 0;
        int attributed = 0;
        try (RandomEvents events = RandomEvents.of(pool, random, 150, 40, start)) {
            ReportPeriod period = new ReportPeriod(start.plus(Duration.ofDays(3)), start.plus(RandomEvents.SPAN));
            for (By by : By.values()) {
                for (Model model : Model.values()) {
                    for (Duration window : List.of(Duration.ofHours(5), Duration.ofDays(7), Duration.ofDays(30))) {
                        AttributionQuery query = new AttributionQuery(period, by, model, window.toString(), window);
                        Map<String, String> ours = ours(query);
                        assertThat(ours).as("%s", query).isEqualTo(oracle(events, query));
                        assertThat(sums(query)).as("%s", query).isEqualTo(oracleSums(events, query));
                        conversions += ours.size();
                        attributed += (int) ours.values().stream()
                                .filter(touch -> !touch.startsWith("null"))
                                .count();
                    }
                }
            }
        }
        assertThat(conversions).isGreaterThan(10_000);
        assertThat(attributed).isBetween(conversions / 4, conversions - 1);
    }

    private Map<String, String> ours(AttributionQuery query) {
        Map<String, String> touches = new TreeMap<>();
        RowStream.of(pool.preparedQuery(query.conversions()).executeAndAwait(query.values()))
                .forEach(row ->
                        touches.put(row.getString("event_id"), row.getString("touch_id") + " " + row.getString("key")));
        return touches;
    }

    private Map<String, String> sums(AttributionQuery query) {
        Map<String, String> sums = new TreeMap<>();
        attribution
                .report(query, AttributionCursor.START, 1000)
                .await()
                .atMost(Duration.ofSeconds(30))
                .data()
                .rows()
                .forEach(sum -> sums.put(
                        sum.key() + " " + sum.currency(),
                        sum.conversions() + " " + sum.attributed() + " "
                                + sum.revenue().setScale(3).toPlainString()));
        return sums;
    }

    private static Map<String, String> oracle(RandomEvents events, AttributionQuery query) throws SQLException {
        return read(
                events,
                "select id, coalesce(touch, 'null') || ' ' || coalesce(key, 'null') from (" + ranked(query) + ")");
    }

    private static Map<String, String> oracleSums(RandomEvents events, AttributionQuery query) throws SQLException {
        return read(
                events,
                "select coalesce(key, 'null') || ' ' || currency,"
                        + " count(*) || ' ' || count(touch) || ' ' || sum(revenue)"
                        + " from (" + ranked(query) + ") group by key, currency");
    }

    private static String ranked(AttributionQuery query) {
        String order = query.model() == Model.LAST ? "desc" : "asc";
        String key = switch (query.by()) {
            case QUERY -> "i.query";
            case ITEM -> "i.item_id";
            case CATEGORY -> "i.category";
            case PLATFORM -> "i.platform";
            case CURRENCY -> "c.currency";
        };
        String fitting = switch (query.by()) {
            case QUERY -> "i.event = 'ai_query_submitted'";
            case ITEM -> "i.event in ('ai_result_viewed', 'ai_item_saved')";
            case CATEGORY -> "i.category is not null";
            case PLATFORM, CURRENCY -> "true";
        };
        return "select c.event_id as id, c.currency, c.revenue, i.event_id as touch, " + key + " as key"
                + " from happened c left join happened i on i.customer = c.customer and i.moment < c.moment"
                + " and i.event <> 'ai_conversion_completed' and i.moment >= c.moment - to_seconds("
                + query.length().toSeconds() + ") and " + fitting
                + " where c.event = 'ai_conversion_completed' and c.moment >= "
                + literal(query.period().from()) + " and c.moment < "
                + literal(query.period().to())
                + " qualify row_number() over (partition by c.event_id order by i.moment " + order + ", i.event_id "
                + order
                + ") = 1";
    }

    private static Map<String, String> read(RandomEvents events, String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Statement duck = events.duck().createStatement();
                ResultSet rows = duck.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    private static String literal(Instant at) {
        return "timestamp '" + LocalDateTime.ofInstant(at, ZoneOffset.UTC) + "'";
    }
}
