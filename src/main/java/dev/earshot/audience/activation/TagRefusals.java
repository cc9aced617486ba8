package dev.earshot.audience.activation;

import dev.earshot.audience.Audiences;
import dev.earshot.audience.sizing.MemberCursor;
import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** Customers that Netmera refused. */
@Singleton
public class TagRefusals {
    private static final String LIST = """
            select customer_id, position, state, answer from audience_member
            where audience_id = $1 and position > $2 and state in ('TAG_REFUSED', 'UNTAG_REFUSED')
            order by position limit $3""";

    private final Audiences audiences;
    private final Pool pool;

    TagRefusals(Audiences audiences, Pool pool) {
        this.audiences = audiences;
        this.pool = pool;
    }

    /**
     * A customer that Netmera will not tag or untag.
     *
     * @param what {@code tag} or {@code untag}
     * @param answer Netmera's answer: status, code and text
     */
    public record Refused(String customerId, String what, String answer) {}

    public Uni<Envelope<List<Refused>>> list(String planner, String audienceId, int limit, String cursor) {
        int after = MemberCursor.read(cursor);
        return audiences
                .owned(planner, audienceId)
                .chain(audience -> pool.preparedQuery(LIST).execute(Tuple.of(audience.id(), after, limit + 1)))
                .map(rows ->
                        page(StreamSupport.stream(rows.spliterator(), false).toList(), limit));
    }

    private static Envelope<List<Refused>> page(List<Row> rows, int limit) {
        List<Refused> refused = rows.stream()
                .limit(limit)
                .map(row -> new Refused(
                        row.getString("customer_id"),
                        row.getString("state").startsWith("TAG") ? "tag" : "untag",
                        row.getString("answer")))
                .toList();
        return Envelope.page(
                refused,
                rows.size() > limit ? MemberCursor.write(rows.get(limit - 1).getInteger("position")) : null);
    }
}
