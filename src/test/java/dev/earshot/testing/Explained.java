package dev.earshot.testing;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Locale;
import java.util.stream.IntStream;

/** What Postgres says that a statement cost: the median of a few runs, after one that is not counted. */
public record Explained(double millis, long pages, long rows) {
    private static final int RUNS = 9;

    public static Explained of(Pool pool, String sql, Tuple values) {
        once(pool, sql, values);
        return IntStream.range(0, RUNS)
                .mapToObj(run -> once(pool, sql, values))
                .sorted((a, b) -> Double.compare(a.millis, b.millis))
                .toList()
                .get(RUNS / 2);
    }

    private static Explained once(Pool pool, String sql, Tuple values) {
        JsonObject told = pool.preparedQuery("explain (analyze, buffers, format json) " + sql)
                .executeAndAwait(values)
                .iterator()
                .next()
                .getJsonArray(0)
                .getJsonObject(0);
        JsonObject plan = told.getJsonObject("Plan");
        return new Explained(
                told.getDouble("Execution Time"),
                plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks"),
                plan.getNumber("Actual Rows").longValue());
    }

    public Explained and(Explained other) {
        return new Explained(millis + other.millis, pages + other.pages, other.rows);
    }

    /** A line of a table, with how many times the least possible it took. */
    public void print(String what, Explained least) {
        System.out.printf(
                Locale.ROOT, "| %s | %.2f | %,d | %d | %.0f |%n", what, millis, pages, rows, millis / least.millis);
    }
}
