package dev.earshot.tool.session;

import dev.earshot.customer.Consents;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Customers;
import dev.earshot.customer.Session;
import dev.earshot.event.Profile;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.OutboxWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Binds a session to a known customer, who keeps the anonymous history. */
@Singleton
public class Identification {
    private final Pool pool;
    private final Customers customers;
    private final Consents consents;
    private final OutboxWriter outbox;
    private final InstantSource clock;

    Identification(Pool pool, Customers customers, Consents consents, OutboxWriter outbox, InstantSource clock) {
        this.pool = pool;
        this.customers = customers;
        this.consents = consents;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param consent the call's decision on consent, if any
     * @param also what is written in the same transaction, once the session is bound
     */
    public Uni<Session> of(
            Session session,
            CustomerId known,
            Profile profile,
            Optional<Boolean> consent,
            BiFunction<SqlConnection, Session, Uni<Void>> also) {
        return pool.withTransaction(transaction -> identify(transaction, session, known, profile, consent)
                        .call(locked -> also.apply(transaction, locked)))
                .invoke(outbox::committed)
                .map(locked -> locked.of(known));
    }

    /** The profile enters the outbox before the anonymous customer's events, so that Netmera knows their customer. */
    private Uni<Session> identify(
            SqlConnection transaction, Session session, CustomerId known, Profile profile, Optional<Boolean> consent) {
        Instant now = clock.instant();
        return customers
                .identify(transaction, session.id(), session.platform(), known, profile, now)
                .call(locked ->
                        ifAnonymous(locked, () -> customers.beginMerge(transaction, locked.customer(), known, now)))
                .call(locked -> consents.decide(transaction, locked.customer(), known, consent, profile, now)
                        .chain(granted -> outbox.record(
                                transaction, known, session.id(), deliveries(granted, profile, now), now)))
                .call(locked ->
                        ifAnonymous(locked, () -> customers.endMerge(transaction, locked.customer(), known, now)))
                .call(() -> consents.uphold(transaction, known));
    }

    private static Uni<Void> ifAnonymous(Session session, Supplier<Uni<Void>> merge) {
        return session.customer().isAnonymous() ? merge.get() : Uni.createFrom().voidItem();
    }

    private static List<NewDelivery> deliveries(boolean granted, Profile profile, Instant now) {
        return !granted || profile.isEmpty() ? List.of() : List.of(NewDelivery.of(profile, now));
    }
}
