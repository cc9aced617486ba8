package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.postgres.RowStream;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.tool.report.AttributionQuery.By;
import dev.earshot.tool.report.AttributionQuery.Model;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What conversions came from, and what they brought. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AttributionTest {
    @Inject
    SettableClock clock;

    @Inject
    Attribution attribution;

    @Inject
    Pool pool;

    @TempDir
    Path folder;

    private final String customer = "user_" + UUID.randomUUID();
    private Instant from;

    @BeforeEach
    void aShop() {
        Catalogue.ofASmallShop();
        clock.advance(Duration.ofHours(1));
        from = clock.instant();
    }

    @Test
    void a_conversion_knows_the_last_and_the_first_query_and_item_across_sessions() {
        Visit first = Visit.of(customer);
        does(first, "search_items", "query", "a tent");
        does(first, "view_item", "itemId", "tent-1");
        Visit second = Visit.of(customer);
        does(second, "search_items", "query", "a backpack");
        does(second, "save_item", "itemId", "backpack-1");
        does(second, "complete_conversion", "itemId", "backpack-1", "revenue", 99.90, "currency", "USD");

        report(Map.of()).body("data.by", is("query")).body("data.rows.key", contains("a backpack"));
        report(Map.of("model", "first")).body("data.rows.key", contains("a tent"));
        report(Map.of("by", "item")).body("data.rows.key", contains("backpack-1"));
        report(Map.of("by", "item", "model", "first")).body("data.rows.key", contains("tent-1"));
        report(Map.of("by", "platform"))
                .body("data.rows.key", contains("chatgpt"))
                .body("data.rows[0].conversions", is(1))
                .body("data.rows[0].attributed", is(1));
        assertThat(new BigDecimal(report(Map.of("by", "currency"))
                        .body("data.rows.key", contains("USD"))
                        .extract()
                        .jsonPath()
                        .getString("data.rows[0].revenue")))
                .isEqualByComparingTo("99.90");
    }

    @Test
    void an_interaction_before_the_window_counts_for_nothing() {
        Visit visit = Visit.of(customer);
        does(visit, "search_items", "query", "a tent");
        clock.advance(Duration.ofMinutes(20));
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 5, "currency", "USD");

        report(Map.of("window", "PT1H")).body("data.rows.key", contains("a tent"));
        report(Map.of("window", "PT10M"))
                .body("data.rows", hasSize(1))
                .body("data.rows[0].key", nullValue())
                .body("data.rows[0].conversions", is(1))
                .body("data.rows[0].attributed", is(0));
    }

    @Test
    void amounts_of_different_currencies_stand_apart_and_cents_are_exact() {
        Visit visit = Visit.of(customer);
        does(visit, "search_items", "query", "a tent");
        for (String amount : List.of("0.1", "0.2", "1000000.01")) {
            clock.advance(Duration.ofMinutes(1));
            does(
                    visit,
                    "complete_conversion",
                    "itemId",
                    "tent-1",
                    "revenue",
                    new BigDecimal(amount),
                    "currency",
                    "USD");
        }
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 7, "currency", "EUR");

        String json = report(Map.of())
                .body("data.rows.currency", contains("USD", "EUR"))
                .body("data.rows.conversions", contains(3, 1))
                .body("data.totals.currency", contains("EUR", "USD"))
                .extract()
                .asString();
        assertThat(json).contains("\"revenue\":1000000.31");
    }

    @Test
    void a_whole_report_is_csv_that_a_spreadsheet_may_open() {
        Visit visit = Visit.of(customer);
        does(visit, "search_items", "query", "=1+1, \"tents\"");
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 5.5, "currency", "USD");

        String csv = ask(Map.of(), Api.admin().accept("text/csv"))
                .statusCode(200)
                .contentType(is("text/csv;charset=UTF-8"))
                .header("Content-Disposition", is("attachment; filename=\"attribution.csv\""))
                .extract()
                .asString();
        assertThat(csv)
                .isEqualTo("query,currency,conversions,attributed,revenue\r\n"
                        + "\"'=1+1, \"\"tents\"\"\",USD,1,1,5.5\r\n");
    }

    @Test
    void the_report_says_the_window_as_it_was_asked_for() {
        report(Map.of("window", "P7D")).body("data.window", is("P7D"));
        report(Map.of("window", "PT36H")).body("data.window", is("PT36H"));
    }

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

    private Path file(Map<String, String> parameters, String type, String name) throws IOException {
        byte[] content = ask(parameters, Api.admin().accept(type))
                .statusCode(200)
                .contentType(matchesPattern(type + "(;charset=UTF-8)?"))
                .header("Content-Disposition", is("attachment; filename=\"" + name + "\""))
                .extract()
                .asByteArray();
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void pages_of_any_size_hold_every_row_once() {
        Visit visit = Visit.of(customer);
        for (int i = 0; i < 5; i++) {
            does(visit, "search_items", "query", "tent " + i / 2);
            does(
                    visit,
                    "complete_conversion",
                    "itemId",
                    "tent-1",
                    "revenue",
                    1 + i,
                    "currency",
                    i % 2 == 0 ? "USD" : "EUR");
        }
        List<Object> all = report(Map.of()).extract().path("data.rows");
        assertThat(all).hasSizeGreaterThan(3);
        List<Object> paged = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = report(cursor == null ? Map.of("limit", "2") : Map.of("limit", "2", "cursor", cursor))
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("data.rows"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void an_erased_customers_conversions_leave_the_report() {
        Visit visit = Visit.of(customer);
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", 5, "currency", "USD");
        report(Map.of()).body("data.rows", hasSize(1));
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        report(Map.of()).body("data.rows", hasSize(0));
    }

    @Test
    void a_senseless_question_is_refused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "by", "weather", "model", "middle", "window", "P93D", "cursor", "x", "limit", "1001")
                .entrySet()) {
            ask(Map.of(wrong.getKey(), wrong.getValue()), Api.admin())
                    .statusCode(400)
                    .body("errors.field", contains(wrong.getKey()));
        }
        ask(Map.of(), Api.planner("bob")).statusCode(403);
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
                "select coalesce(key, 'null') || ' ' || currency, count(*) || ' ' || count(touch) || ' ' || sum(revenue)"
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

    private void does(Visit visit, String tool, Object... arguments) {
        clock.advance(Duration.ofSeconds(1));
        visit.does(tool, arguments);
    }

    private ValidatableResponse report(Map<String, String> parameters) {
        return ask(parameters, Api.admin()).statusCode(200);
    }

    private ValidatableResponse ask(Map<String, String> parameters, RequestSpecification caller) {
        RequestSpecification request = caller.queryParam("from", from.toString());
        parameters.forEach(request::queryParam);
        return request.get("/admin/attribution").then();
    }
}
