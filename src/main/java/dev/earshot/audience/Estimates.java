package dev.earshot.audience;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts customers by the signals that they showed. */
@Singleton
public class Estimates {
    private static final String UNIVERSE = "select customer_id from customer_signal";

    private final Pool pool;

    Estimates(Pool pool) {
        this.pool = pool;
    }

    /** Nobody fulfils a rule that says nothing. */
    public Uni<Estimate> of(Rule rule) {
        Tuple values = Tuple.tuple();
        StringBuilder members = new StringBuilder(rule.isEmpty() ? UNIVERSE + " where false" : UNIVERSE);
        rule.all().forEach(group -> restrict(members, " intersect ", group.any(), values));
        if (!rule.none().isEmpty()) {
            restrict(members, " except ", rule.none(), values);
        }
        return pool.preparedQuery(
                        "select (select count(*) from (select distinct customer_id from (" + members
                                + ") as fulfils) as members) as count, (select count(distinct customer_id) from customer_signal) as universe")
                .execute(values)
                .map(rows -> estimate(rows.iterator().next()));
    }

    private static void restrict(StringBuilder members, String how, List<String> signals, Tuple values) {
        values.addArrayOfString(signals.toArray(String[]::new));
        members.append(how)
                .append(UNIVERSE)
                .append(" where signal_id = any($")
                .append(values.size())
                .append(")");
    }

    private static Estimate estimate(Row row) {
        return new Estimate(row.getLong("count"), row.getLong("universe"));
    }
}
