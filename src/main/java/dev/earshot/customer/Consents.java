package dev.earshot.customer;

import dev.earshot.event.Profile;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Customers' consent. An opted-out customer still gets answers, but causes no events and no profile updates, shows no
 * signals, and has no pending deliveries: they are dropped. Opting in again does not restore what was dropped.
 */
@Singleton
public class Consents {
    private static final String DENY = """
            with denied as (
              insert into denial (customer_id, at) values ($1, $2) on conflict (customer_id) do nothing
              returning customer_id, at)
            insert into consent_change (customer_id, at, granted) select customer_id, at, false from denied""";
    private static final String GRANT = """
            with granted as (delete from denial where customer_id = any($1) returning customer_id)
            insert into consent_change (customer_id, at, granted)
            select $2, $3, true where exists (select from granted)""";
    private static final String IS_GRANTED = "select not exists (select from denial where customer_id = $1)";

    private static final Set<String> DENIALS = Set.of("false", "no", "denied");

    private final List<CustomerData> data;
    private final CustomerConfig config;

    Consents(@All List<CustomerData> data, CustomerConfig config) {
        this.data = data;
        this.config = config;
    }

    /**
     * Stores an identification's decision on consent, if it has one. Once everything of the session is the customer's,
     * {@link #uphold} removes what may not be used.
     *
     * @param visitor the session's customer so far: an anonymous decision is older than the present one
     * @param said the caller's decision; without it, the configured profile attribute counts
     * @return whether consent is granted from now on
     */
    public Uni<Boolean> decide(
            SqlConnection transaction,
            CustomerId visitor,
            CustomerId customer,
            Optional<Boolean> said,
            Profile profile,
            Instant now) {
        return said.or(() -> attribute(profile))
                .map(granted ->
                        write(transaction, visitor, customer, granted, now).replaceWith(granted))
                .orElseGet(() -> isGranted(transaction, customer));
    }

    /** Removes all that may not be used of an opted-out customer, whatever its origin. */
    public Uni<Void> uphold(SqlConnection transaction, CustomerId customer) {
        return isGranted(transaction, customer)
                .chain(granted -> granted ? Uni.createFrom().voidItem() : remove(transaction, customer));
    }

    private Optional<Boolean> attribute(Profile profile) {
        return config.consentAttribute()
                .map(profile.attributes()::get)
                .map(value -> !DENIALS.contains(value.toString().toLowerCase(Locale.ROOT)));
    }

    /** Stores a customer's decision. */
    public Uni<Void> set(SqlConnection transaction, CustomerId customer, boolean granted, Instant now) {
        return CustomerLock.take(transaction, customer)
                .chain(() -> write(transaction, customer, customer, granted, now))
                .chain(() -> granted ? Uni.createFrom().voidItem() : remove(transaction, customer));
    }

    private static Uni<Void> write(
            SqlConnection transaction, CustomerId visitor, CustomerId customer, boolean granted, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        String[] both = {visitor.value(), customer.value()};
        return granted
                ? transaction
                        .preparedQuery(GRANT)
                        .execute(Tuple.of(both, customer.value(), at))
                        .replaceWithVoid()
                : transaction
                        .preparedQuery(DENY)
                        .execute(Tuple.of(customer.value(), at))
                        .replaceWithVoid();
    }

    private Uni<Void> remove(SqlConnection transaction, CustomerId customer) {
        Uni<Void> denied = Uni.createFrom().voidItem();
        for (CustomerData rows : data) {
            denied = denied.chain(() -> rows.denied(transaction, customer));
        }
        return denied;
    }

    /** Whether events of this customer may be sent: true unless the customer opted out. */
    public Uni<Boolean> isGranted(SqlClient client, CustomerId customer) {
        return client.preparedQuery(IS_GRANTED)
                .execute(Tuple.of(customer.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
