package dev.earshot.tool.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What imagined customers did in forty days, in Postgres and in DuckDB: full hours, so that many events are of one
 * moment.
 */
final class RandomEvents implements AutoCloseable {
    static final List<String> KINDS =
            List.of("ai_query_submitted", "ai_result_viewed", "ai_item_saved", "ai_conversion_completed");
    static final List<String> PLATFORMS = List.of("chatgpt", "claude");
    static final List<String> CATEGORIES = List.of("outdoor", "tent", "city");
    static final Duration SPAN = Duration.ofDays(40);

    private static final String MARK = "random_";
    private static final List<String> PATHS = List.of("outdoor > tent", "outdoor > stove", "city");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "TRY");

    private record Row(
            int customer,
            String event,
            Instant at,
            String eventId,
            String session,
            String platform,
            String item,
            String category,
            String query,
            BigDecimal revenue,
            String currency) {}

    private final Pool pool;
    private final Connection duck;
    private final Instant start;

    private RandomEvents(Pool pool, Connection duck, Instant start) {
        this.pool = pool;
        this.duck = duck;
        this.start = start;
    }

    /** @param start when the first may have happened */
    static RandomEvents of(Pool pool, Random random, int customers, int perCustomer, Instant start)
            throws SQLException {
        RandomEvents events = new RandomEvents(pool, DriverManager.getConnection("jdbc:duckdb:"), start);
        events.remove();
        List<Row> rows = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            for (int i = random.nextInt(perCustomer); i >= 0; i--) {
                rows.add(row(random, customer, MARK + customer + "_" + i, start));
            }
        }
        events.store(rows);
        events.copy(rows);
        return events;
    }

    private static Row row(Random random, int customer, String id, Instant start) {
        String event = one(random, KINDS);
        boolean isQuery = event.equals(KINDS.get(0));
        boolean isConversion = event.equals(KINDS.get(3));
        return new Row(
                customer,
                event,
                start.plus(Duration.ofHours(random.nextInt((int) SPAN.toHours()))),
                id,
                MARK + "session_" + customer + "_" + random.nextInt(3),
                one(random, PLATFORMS),
                isQuery ? null : "item-" + random.nextInt(5),
                random.nextInt(4) == 0 ? null : one(random, PATHS),
                isQuery ? "query, \"no\" " + random.nextInt(6) : null,
                isConversion ? BigDecimal.valueOf(random.nextInt(10_000_000), 1 + random.nextInt(3)) : null,
                isConversion ? one(random, CURRENCIES) : null);
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Connection duck() {
        return duck;
    }

    Instant start() {
        return start;
    }

    private void store(List<Row> rows) {
        JsonArray json = new JsonArray();
        rows.forEach(row -> json.add(new JsonObject()
                .put("customer", MARK + row.customer())
                .put("event", row.event())
                .put("at", row.at().toString())
                .put("event_id", row.eventId())
                .put("session_id", row.session())
                .put("platform", row.platform())
                .put("item_id", row.item())
                .put("category", row.category())
                .put("currency", row.currency())
                .put("revenue", row.revenue() == null ? null : row.revenue().toPlainString())
                .put("query", row.query())));
        String list = "jsonb_to_recordset($1) as r(customer text, event text, at timestamptz, event_id text,"
                + " session_id text, platform text, item_id text, category text, currency text, revenue numeric,"
                + " query text)";
        run("insert into customer_number (customer_id) select distinct customer from " + list, json);
        run(
                "insert into session (id, customer_id, anonymous, platform, status, source_event, started_at,"
                        + " last_seen_at) select session_id, min(customer), false, 'chatgpt', case when session_id like"
                        + " '%1' then 'OPEN' else 'ABANDONED' end, '', min(at), now() + interval '10 years' from "
                        + list + " group by 1",
                json);
        run(
                "insert into customer_event (number, event, at, event_id, session_id, platform, item_id, category,"
                        + " category_path, currency, parameters) select n.number, event, at, event_id,"
                        + " session_id, platform, item_id,"
                        + " category, category_path(category), currency,"
                        + " jsonb_strip_nulls(jsonb_build_object('query_text', query, 'revenue',"
                        + " revenue)) from " + list + " join customer_number n on n.customer_id = r.customer",
                json);
    }

    private void copy(List<Row> rows) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(
                    "create table happened (customer integer, event varchar, moment timestamp, event_id varchar,"
                            + " session_id varchar, platform varchar, item_id varchar, category varchar, query varchar,"
                            + " revenue decimal(38, 3), currency varchar)");
        }
        try (PreparedStatement insert =
                duck.prepareStatement("insert into happened values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setInt(1, row.customer());
                insert.setString(2, row.event());
                insert.setObject(3, LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC));
                insert.setString(4, row.eventId());
                insert.setString(5, row.session());
                insert.setString(6, row.platform());
                insert.setString(7, row.item());
                insert.setString(8, row.category());
                insert.setString(9, row.query());
                insert.setBigDecimal(10, row.revenue());
                insert.setString(11, row.currency());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void remove() {
        pool.query("delete from customer_event where event_id like '" + MARK + "%'")
                .executeAndAwait();
        pool.query("delete from session where id like '" + MARK + "%'").executeAndAwait();
        pool.query("delete from customer_number where customer_id like '" + MARK + "%'")
                .executeAndAwait();
    }

    private void run(String sql, JsonArray rows) {
        pool.preparedQuery(sql).executeAndAwait(Tuple.of(rows));
    }

    @Override
    public void close() throws SQLException {
        remove();
        duck.close();
    }
}
