package dev.earshot.audience.activation;

import dev.earshot.audience.Audiences;
import dev.earshot.audience.sizing.MemberCursor;
import dev.earshot.http.Envelope;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

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
                        Envelope.page(RowStream.of(rows).toList(), limit, TagRefusals::refused, TagRefusals::cursor));
    }

    private static Refused refused(Row row) {
        String what = row.getString("state").startsWith("TAG") ? "tag" : "untag";
        return new Refused(row.getString("customer_id"), what, row.getString("answer"));
    }

    private static String cursor(Row last) {
        return MemberCursor.write(last.getInteger("position"));
    }
}
