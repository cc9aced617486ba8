package dev.earshot.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How Postgres would find the rows of a statement, with its tables as full as a test makes them: {@code "table by
 * index"} or {@code "table by reading all of it"} each.
 */
public final class Plans {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;

    public Plans(Pool pool) {
        this.pool = pool;
    }

    /**
     * The ways of a statement that is planned for whatever it will be given. What was prepared is undone afterwards.
     */
    public Set<String> kept(String statement, List<String> preparation) {
        return ways(statement, Map.of("force_generic_plan", nulls(statement)), preparation);
    }

    /** The same, with those that it may be given a few times before: planned for these values, literals of SQL. */
    public Set<String> keptOrFor(List<String> values, String statement, List<String> preparation) {
        return ways(
                statement, Map.of("force_generic_plan", nulls(statement), "force_custom_plan", values), preparation);
    }

    private Set<String> ways(String statement, Map<String, List<String>> valuesByMode, List<String> preparation) {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        Transaction transaction = connection.begin().await().atMost(PATIENCE);
        try {
            for (String step : preparation) {
                run(connection, step);
            }
            run(connection, "prepare planned as " + statement);
            Set<String> ways = new TreeSet<>();
            valuesByMode.forEach((mode, values) -> {
                run(connection, "set local plan_cache_mode = " + mode);
                RowSet<Row> plan =
                        run(connection, "explain (format json) execute planned(" + String.join(", ", values) + ")");
                collect(plan.iterator().next().getJsonArray(0).getJsonObject(0).getJsonObject("Plan"), ways);
            });
            run(connection, "deallocate planned");
            assertThat(ways).as("the tables that a plan reads").isNotEmpty();
            return ways;
        } finally {
            transaction.rollback().await().atMost(PATIENCE);
            connection.close().await().atMost(PATIENCE);
        }
    }

    private static List<String> nulls(String statement) {
        return Collections.nCopies(parameters(statement), "null");
    }

    private static RowSet<Row> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().await().atMost(PATIENCE);
    }

    private static int parameters(String statement) {
        return PARAMETER
                .matcher(statement)
                .results()
                .map(MatchResult::group)
                .mapToInt(one -> Integer.parseInt(one.substring(1)))
                .max()
                .orElse(0);
    }

    /** An index that is read without a condition is read as a whole, as is a table that is scanned. */
    private static void collect(JsonObject node, Set<String> ways) {
        String kind = node.getString("Node Type");
        if (kind.endsWith("Scan") && node.containsKey("Relation Name") && !kind.equals("Bitmap Heap Scan")) {
            ways.add("%s by %s"
                    .formatted(
                            node.getString("Relation Name"),
                            node.containsKey("Index Cond") ? node.getString("Index Name") : "reading all of it"));
        } else if (kind.equals("Bitmap Index Scan")) {
            ways.add("by " + (node.containsKey("Index Cond") ? node.getString("Index Name") : "reading all of it"));
        }
        node.getJsonArray("Plans", new JsonArray()).forEach(child -> collect((JsonObject) child, ways));
    }
}
