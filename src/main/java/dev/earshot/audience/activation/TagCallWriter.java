package dev.earshot.audience.activation;

import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes an activation's calls into the outbox, some ahead of what is delivered. All calls of an audience are in one
 * lane, so that a customer's tagging and untagging arrive in order.
 */
@Singleton
class TagCallWriter {
    private static final String PENDING =
            "select count(*) as pending from delivery where customer_id = $1 and status = 'PENDING'";

    private static final String DUE = """
            update audience_member set state = $4
            where audience_id = $1 and customer_id = any (array(
              select customer_id from audience_member where audience_id = $1 and state = $2 order by customer_id
                limit $3))
            returning customer_id""";

    private static final String SENT =
            "update audience_member set delivery_id = $3 where audience_id = $1 and customer_id = any($2)";

    private static final String DONE = """
            update activation set status = 'DONE', done_at = $2
            where id = $1 and not exists (
              select from audience_member where activation_id = $1
                and state in ('TAG_DUE', 'TAG_SENT', 'UNTAG_DUE', 'UNTAG_SENT'))""";

    private final OutboxWriter outbox;
    private final ActivationConfig config;
    private final InstantSource clock;

    TagCallWriter(OutboxWriter outbox, ActivationConfig config, InstantSource clock) {
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Writes the next call if there is room. Returns whether there may be more to do at once. */
    Uni<Boolean> step(SqlConnection transaction, Row activation) {
        return transaction
                .preparedQuery(PENDING)
                .execute(Tuple.of(activation.getString("audience_id")))
                .map(rows -> rows.iterator().next().getLong("pending") < config.callsAhead())
                .chain(room ->
                        room ? next(transaction, activation) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> next(SqlConnection transaction, Row activation) {
        return next(transaction, activation, "UNTAG")
                .chain(untagged -> untagged ? Uni.createFrom().item(true) : next(transaction, activation, "TAG"))
                .chain(written -> written ? Uni.createFrom().item(true) : done(transaction, activation));
    }

    private Uni<Boolean> next(SqlConnection transaction, Row activation, String what) {
        String audience = activation.getString("audience_id");
        return transaction
                .preparedQuery(DUE)
                .execute(Tuple.of(audience, what + "_DUE", config.callCustomers(), what + "_SENT"))
                .map(TagCallWriter::customers)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(false)
                        : record(transaction, audience, call(what, activation.getString("tag"), due), due)
                                .replaceWith(true));
    }

    private NewDelivery call(String what, String tag, List<String> customers) {
        return what.equals("TAG")
                ? NewDelivery.tagging(tag, customers, clock.instant())
                : NewDelivery.untagging(tag, customers, clock.instant());
    }

    private Uni<Void> record(SqlConnection transaction, String audience, NewDelivery call, List<String> customers) {
        Tuple sent = Tuple.of(audience, customers.toArray(String[]::new), call.id());
        return transaction
                .preparedQuery(SENT)
                .execute(sent)
                .chain(() -> outbox.recordCollective(transaction, audience, List.of(call), clock.instant()));
    }

    private Uni<Boolean> done(SqlConnection transaction, Row activation) {
        Instant now = clock.instant();
        return transaction
                .preparedQuery(DONE)
                .execute(Tuple.of(activation.getString("id"), now.atOffset(ZoneOffset.UTC)))
                .replaceWith(false);
    }

    private static List<String> customers(RowSet<Row> rows) {
        return RowStream.of(rows).map(row -> row.getString("customer_id")).toList();
    }
}
