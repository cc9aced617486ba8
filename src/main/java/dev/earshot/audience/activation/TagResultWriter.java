package dev.earshot.audience.activation;

import dev.earshot.outbox.BulkDeliveryListener;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.NewDelivery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Stores Netmera's answer for each customer together with the delivery, in one transaction. A customer counts once,
 * even if an answer arrives twice: only customers sent with this very delivery are counted, and a counted customer is
 * no longer waiting.
 */
@Singleton
class TagResultWriter implements BulkDeliveryListener {
    private static final String HOLD = "select id from audience where id = $1 for update";

    private static final String SETTLE = """
            with taken as (
              %s
              where audience_id = $1 and delivery_id = $2 and state = '%s_SENT' and customer_id = any($3)
                returning activation_id),
            refused as (
              update audience_member m set state = '%s_REFUSED', answer = left(r.answer, 500)
              from unnest($4::text[], $5::text[]) as r(customer_id, answer)
              where m.audience_id = $1 and m.delivery_id = $2 and m.state = '%s_SENT' and m.customer_id = r.customer_id
              returning m.activation_id)
            update activation a set
              %s = %s + (select count(*) from taken t where t.activation_id = a.id),
              refused = refused + (select count(*) from refused r where r.activation_id = a.id)
            where a.id in (select activation_id from taken union select activation_id from refused)""";

    private static final String TAGGED =
            SETTLE.formatted("update audience_member set state = 'TAGGED'", "TAG", "TAG", "TAG", "tagged", "tagged");
    private static final String UNTAGGED =
            SETTLE.formatted("delete from audience_member", "UNTAG", "UNTAG", "UNTAG", "untagged", "untagged");

    private final ActivationWorker worker;

    TagResultWriter(ActivationWorker worker) {
        this.worker = worker;
    }

    @Override
    public Uni<Void> settled(
            SqlConnection transaction, Delivery delivery, DeliveryResult.Divided receipt, Instant now) {
        String audience = delivery.customer().value();
        List<Map.Entry<String, String>> refused = List.copyOf(receipt.refused().entrySet());
        Tuple row = Tuple.of(audience, delivery.id())
                .addArrayOfString(receipt.taken().toArray(String[]::new))
                .addArrayOfString(refused.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .addArrayOfString(refused.stream().map(Map.Entry::getValue).toArray(String[]::new));
        String statement = delivery.kind().equals(NewDelivery.TAGGING) ? TAGGED : UNTAGGED;
        return transaction
                .preparedQuery(HOLD)
                .execute(Tuple.of(audience))
                .chain(() -> transaction.preparedQuery(statement).execute(row))
                .replaceWithVoid();
    }

    @Override
    public void committed() {
        worker.wake();
    }
}
