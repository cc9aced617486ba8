package dev.earshot.audience.activation;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerTable;
import dev.earshot.customer.TimelineEntry;
import dev.earshot.http.PageCursor;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Tagged customers that opt out or are erased. An anonymous customer is never tagged. */
@Singleton
class TaggedCustomers extends CustomerTable {
    private static final String FORGET_UNSENT =
            "delete from audience_member where customer_id = $1 and state in ('TAG_DUE', 'TAG_REFUSED')";

    private static final String TAGS_TO_REMOVE = """
            select m.audience_id, a.tag from audience_member m join audience a on a.id = m.audience_id
            where m.customer_id = $1 and m.state <> 'UNTAG_SENT' order by m.audience_id for update of m""";

    /** No activation counts it: the customer caused it. */
    private static final String UNTAG = """
            update audience_member set state = 'UNTAG_SENT', activation_id = null, delivery_id = $3, answer = null
            where audience_id = $1 and customer_id = $2""";

    /** At the time of the activation that counts the customer, or of the call to Netmera if none does. */
    private static final String ENTRIES = """
            select coalesce(v.at, d.created_at) as at, 'f' || a.id as key, 'audience' as type, a.id, null as session_id,
              jsonb_build_object('name', a.name, 'tag', a.tag, 'state', m.state, 'activationId', m.activation_id,
                'deliveryId', m.delivery_id, 'answer', m.answer, 'deleted', a.deleted_at is not null) as details
            from audience_member m join audience a on a.id = m.audience_id
              left join activation v on v.id = m.activation_id left join delivery d on d.id = m.delivery_id
            where m.customer_id = $1""";

    private final OutboxWriter outbox;
    private final InstantSource clock;

    TaggedCustomers(OutboxWriter outbox, InstantSource clock) {
        super("audience_member", "customer_id");
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        Tuple row = Tuple.of(customer.value());
        return transaction
                .preparedQuery(FORGET_UNSENT)
                .execute(row)
                .chain(() -> transaction.preparedQuery(TAGS_TO_REMOVE).execute(row))
                .chain(told -> untag(transaction, customer, RowStream.of(told).toList()))
                .invoke(() -> outbox.committedWith(transaction));
    }

    @Override
    public Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return timeline(client, ENTRIES, customer, before, limit);
    }

    private Uni<Void> untag(SqlConnection transaction, CustomerId customer, List<Row> told) {
        Uni<Void> untagged = Uni.createFrom().voidItem();
        for (Row row : told) {
            untagged = untagged.chain(
                    () -> untag(transaction, customer, row.getString("audience_id"), row.getString("tag")));
        }
        return untagged;
    }

    private Uni<Void> untag(SqlConnection transaction, CustomerId customer, String audience, String tag) {
        NewDelivery call = NewDelivery.untagging(tag, List.of(customer.value()), clock.instant());
        return transaction
                .preparedQuery(UNTAG)
                .execute(Tuple.of(audience, customer.value(), call.id()))
                .chain(() -> outbox.recordCollective(transaction, audience, List.of(call), clock.instant()));
    }
}
