package dev.earshot.signal;

import dev.earshot.customer.CustomerData;
import dev.earshot.customer.CustomerId;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.retention.RetentionPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * What customers did: table {@code customer_event} holds the events of customers that had not opted out. Calls append
 * them to {@code event_change}, from where {@link EventBitmaps} takes them.
 *
 * <p>Whatever changes a customer locks the number first and takes the appended events next, which waits until events
 * that are being taken at the moment have a number; only then does it use the number. It comes before {@link
 * SignalCustomerData}, where the number ends.
 */
@Singleton
@Priority(3)
public class CustomerEvents implements CustomerData, RetentionPolicy {
    /**
     * A common table expression that appends the events among the rows of another, {@code new_delivery(customer_id,
     * session_id, platform, event_id, kind, body, at, position)}.
     */
    public static final String NOTE = """
            happened as (
              insert into event_change (customer_id, event, at, event_id, session_id, platform, parameters)
              select customer_id, kind, at, event_id, session_id, platform, body::jsonb from new_delivery
              where kind <> 'profile' order by position)""";

    private static final String HOLD = """
            select from customer_number where customer_id = any($1) or moved_to = any($1)
            order by number for update""";

    private static final String MOVE_APPENDED = "update event_change set customer_id = $2 where customer_id = $1";

    private static final String MOVE =
            "update customer_number set moved_to = $2 where customer_id = $1 or moved_to = $1";

    private static final List<String> REMOVE = List.of(
            "delete from event_change where customer_id = any($1)",
            """
            delete from customer_event where number = any(array(
              select number from customer_number where customer_id = any($1) or moved_to = any($1)))""",
            """
            delete from event_unpacked where number = any(array(
              select number from customer_number where customer_id = any($1) or moved_to = any($1)))""",
            "update customer_number set moved_to = null where moved_to = any($1)");

    private static final String EXPORT = """
            select to_jsonb(e) as row from (
              select event, at, event_id, session_id, platform, parameters from customer_event
              where number = any(array(select number from customer_number where customer_id = $1 or moved_to = $1))
              union all
              select event, at, event_id, session_id, platform, parameters from event_change where customer_id = $1) e
            order by at""";

    private final SignalConfig config;

    CustomerEvents(SignalConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "customer_event";
    }

    @Override
    public boolean precedeDeliveries() {
        return true;
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        Tuple both = Tuple.of(from.value(), to.value());
        return run(transaction, HOLD, Tuple.of((Object) new String[] {from.value()}))
                .chain(() -> run(transaction, MOVE_APPENDED, both))
                .chain(() -> run(transaction, MOVE, both));
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, CustomerId customer, Instant now) {
        return forget(transaction, List.of(customer));
    }

    @Override
    public Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return forget(transaction, List.of(customer));
    }

    @Override
    public Uni<Void> forget(SqlConnection transaction, List<CustomerId> customers) {
        Tuple ids = Tuple.of((Object) customers.stream().map(CustomerId::value).toArray(String[]::new));
        Uni<Void> forgotten = run(transaction, HOLD, ids);
        for (String statement : REMOVE) {
            forgotten = forgotten.chain(() -> run(transaction, statement, ids));
        }
        return forgotten;
    }

    @Override
    public Uni<List<JsonObject>> export(SqlClient client, CustomerId customer) {
        return client.preparedQuery(EXPORT)
                .execute(Tuple.of(customer.value()))
                .map(rows ->
                        RowStream.of(rows).map(row -> row.getJsonObject("row")).toList());
    }

    /** A span is kept until all of it is past. */
    @Override
    public List<Rows> past(Instant now) {
        Instant oldest = now.minus(config.keepEvents());
        return List.of(
                new Rows("customer_event", "at < $1", oldest),
                new Rows("event_bits", "start <= ($1 at time zone 'UTC')::date - days", oldest),
                new Rows("event_unpacked", "at < $1", oldest),
                new Rows("event_pack", "start <= ($1 at time zone 'UTC')::date - days", oldest),
                new Rows("event_detail", "used <= ($1 at time zone 'UTC')::date - 8", oldest));
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple values) {
        return transaction.preparedQuery(statement).execute(values).replaceWithVoid();
    }
}
