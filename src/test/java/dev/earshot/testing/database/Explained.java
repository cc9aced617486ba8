package dev.earshot.testing.database;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Postgres says that a statement cost: the median of a few runs, after one that is not counted. Of the plan for
 * these values and the plan for any values the slower one counts, since a connection may use either.
 */
public record Explained(double millis, long pages, long rows, String plan) {
    private static final int RUNS = 9;
    /** Looking at the clock at each row costs as much as some of them. */
    private static final boolean PLANS = Boolean.getBoolean("bench.plans");

    /** @param pool of a single connection */
    public static Explained of(Pool pool, String sql, Tuple values) {
        pool.query("prepare measured as " + sql).executeAndAwait();
        try {
            return Stream.of("force_custom_plan", "force_generic_plan")
                    .map(plan -> median(pool, plan, values))
                    .max(Comparator.comparingDouble(Explained::millis))
                    .orElseThrow();
        } finally {
            pool.query("deallocate measured").executeAndAwait();
        }
    }

    private static Explained median(Pool pool, String plan, Tuple values) {
        pool.query("set plan_cache_mode = " + plan).executeAndAwait();
        once(pool, plan, values);
        return IntStream.range(0, RUNS)
                .mapToObj(run -> once(pool, plan, values))
                .sorted(Comparator.comparingDouble(Explained::millis))
                .toList()
                .get(RUNS / 2);
    }

    private static Explained once(Pool pool, String mode, Tuple values) {
        String literals = IntStream.range(0, values.size())
                .mapToObj(i -> literal(values.getValue(i)))
                .collect(Collectors.joining(", ", "(", ")"));
        JsonObject told = pool.query(
                        "explain (analyze, buffers, format json, timing " + PLANS + ") execute measured" + literals)
                .executeAndAwait()
                .iterator()
                .next()
                .getJsonArray(0)
                .getJsonObject(0);
        JsonObject plan = told.getJsonObject("Plan");
        return new Explained(
                told.getDouble("Execution Time"),
                plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks"),
                plan.getNumber("Actual Rows").longValue(),
                mode + "\n" + plan.encodePrettily());
    }

    private static String literal(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Object[] array
                ? "array[" + Arrays.stream(array).map(Explained::literal).collect(Collectors.joining(", "))
                        + "]::text[]"
                : "'" + value.toString().replace("'", "''") + "'";
    }

    public Explained and(Explained other) {
        return new Explained(millis + other.millis, pages + other.pages, other.rows, plan + "\n" + other.plan);
    }

    /** A line of a table, with how many times the least possible it took; the plan where it is asked for. */
    public void print(String what, Explained least) {
        System.out.printf(
                Locale.ROOT, "| %s | %.2f | %,d | %d | %.0f |%n", what, millis, pages, rows, millis / least.millis);
        if (PLANS) {
            System.out.println(plan);
        }
    }
}
