package dev.earshot.signal;

import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many customers showed a signal, or one below it in the taxonomy. */
@Singleton
public class SignalReach {
    private static final String COUNT = """
            select signal_id, sum(bit_count(members))::bigint as customers from (
              select a.signal_id, block, bit_or(members) as members
              from unnest($1::text[], $2::text[]) as a(signal_id, shown) join signal_bits b on b.signal_id = a.shown
              group by 1, 2) as blocks
            group by 1""";

    private static final String AMONG =
            "select signal_id, count(*) as customers from customer_signal where customer_id = any($1) group by signal_id";

    private final Pool pool;
    private final SignalTaxonomy taxonomy;
    private final SignalBitmaps bits;

    SignalReach(Pool pool, SignalTaxonomy taxonomy, SignalBitmaps bits) {
        this.pool = pool;
        this.taxonomy = taxonomy;
        this.bits = bits;
    }

    /** By signal id; none is zero. */
    public Uni<Map<String, Long>> of(Collection<String> signalIds) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> count(signalIds, index));
    }

    /** The same, as far as the bits follow. */
    public Uni<Map<String, Long>> count(Collection<String> signalIds, TaxonomyIndex index) {
        if (signalIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<String, Long> reach = new HashMap<>();
        List<String> asked = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String id : signalIds) {
            reach.put(id, 0L);
            index.family(id).forEach(member -> {
                asked.add(id);
                shown.add(member);
            });
        }
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(asked.toArray(String[]::new), shown.toArray(String[]::new)))
                .map(rows -> {
                    rows.forEach(row -> reach.put(row.getString("signal_id"), row.getLong("customers")));
                    return reach;
                });
    }

    /** The signals that some customers showed, and how many of them did. */
    public Uni<Map<String, Long>> among(Collection<String> customers) {
        return pool.preparedQuery(AMONG)
                .execute(Tuple.of((Object) customers.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> shown = new HashMap<>();
                    rows.forEach(row -> shown.put(row.getString("signal_id"), row.getLong("customers")));
                    return shown;
                });
    }
}
