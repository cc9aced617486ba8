package dev.earshot.customer;

import dev.earshot.event.Profile;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who has denied that anybody is told of them. They get answers as always; from that moment on they cause no event, no profile update and show
 * no signal, and what was still owed is dropped. Granting consent starts afresh: what was dropped stays so.
 */
@Singleton
public class Consents {
    private static final String DENY =
            "insert into denial (customer_id, at) values ($1, $2) on conflict (customer_id) do nothing";
    private static final String GRANT = "delete from denial where customer_id = $1";
    private static final String IS_GRANTED = "select not exists (select from denial where customer_id = $1)";

    private static final Set<String> DENIALS = Set.of("false", "no", "denied");

    private final List<CustomerData> data;
    private final CustomerConfig config;

    Consents(@All List<CustomerData> data, CustomerConfig config) {
        this.data = data;
        this.config = config;
    }

    /**
     * Writes down what an identification says of consent, if it says anything.
     *
     * @param said what the caller said; without it, the profile attribute counts that was named for it
     * @return whether consent is granted from now on
     */
    public Uni<Boolean> decide(
            SqlConnection transaction, CustomerId customer, Optional<Boolean> said, Profile profile, Instant now) {
        return said.or(() -> attribute(profile))
                .map(granted -> set(transaction, customer, granted, now).replaceWith(granted))
                .orElseGet(() -> isGranted(transaction, customer));
    }

    private Optional<Boolean> attribute(Profile profile) {
        return config.consentAttribute()
                .map(profile.attributes()::get)
                .map(value -> !DENIALS.contains(value.toString().toLowerCase(Locale.ROOT)));
    }

    /** Writes down what a customer decided. */
    public Uni<Void> set(SqlConnection transaction, CustomerId customer, boolean granted, Instant now) {
        return granted
                ? transaction
                        .preparedQuery(GRANT)
                        .execute(Tuple.of(customer.value()))
                        .replaceWithVoid()
                : deny(transaction, customer, now);
    }

    private Uni<Void> deny(SqlConnection transaction, CustomerId customer, Instant now) {
        Uni<Void> denied = transaction
                .preparedQuery(DENY)
                .execute(Tuple.of(customer.value(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
        for (CustomerData rows : data) {
            denied = denied.chain(() -> rows.denied(transaction, customer));
        }
        return denied;
    }

    /** Whether others may be told of this customer: true unless they said otherwise. */
    public Uni<Boolean> isGranted(SqlClient client, CustomerId customer) {
        return client.preparedQuery(IS_GRANTED)
                .execute(Tuple.of(customer.value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
