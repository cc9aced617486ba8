package dev.earshot.signal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many customers showed a signal. */
@Singleton
public class Reach {
    private static final String COUNT =
            "select signal_id, count(*) as customers from customer_signal where signal_id = any($1) group by signal_id";

    private final Pool pool;

    Reach(Pool pool) {
        this.pool = pool;
    }

    /** By signal id; none is zero. */
    public Uni<Map<String, Long>> of(Collection<String> signalIds) {
        Map<String, Long> reach = new HashMap<>();
        signalIds.forEach(id -> reach.put(id, 0L));
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(reach.keySet().toArray(String[]::new)))
                .map(rows -> {
                    rows.forEach(row -> reach.put(row.getString("signal_id"), row.getLong("customers")));
                    return reach;
                });
    }
}
