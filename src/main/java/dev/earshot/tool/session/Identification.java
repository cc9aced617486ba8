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
            Session visit,
            CustomerId known,
            Profile profile,
            Optional<Boolean> consent,
            BiFunction<SqlConnection, Session, Uni<Void>> also) {
        return pool.withTransaction(transaction -> identify(transaction, visit, known, profile, consent)
                        .call(session -> also.apply(transaction, session)))
                .invoke(outbox::committed)
                .map(session -> session.of(known));
    }

    /** The profile enters the outbox before the anonymous customer's events, so that Netmera knows their customer. */
    private Uni<Session> identify(
            SqlConnection transaction, Session visit, CustomerId known, Profile profile, Optional<Boolean> consent) {
        Instant now = clock.instant();
        return customers
                .identify(transaction, visit.id(), visit.platform(), known, profile, now)
                .call(session ->
                        ifAnonymous(session, () -> customers.beginMerge(transaction, session.customer(), known, now)))
                .call(session -> consents.decide(transaction, session.customer(), known, consent, profile, now)
                        .chain(granted ->
                                outbox.record(transaction, known, visit.id(), deliveries(granted, profile, now), now)))
                .call(session ->
                        ifAnonymous(session, () -> customers.endMerge(transaction, session.customer(), known, now)))
                .call(() -> consents.uphold(transaction, known));
    }

    private static Uni<Void> ifAnonymous(Session session, Supplier<Uni<Void>> merge) {
        return session.customer().isAnonymous() ? merge.get() : Uni.createFrom().voidItem();
    }

    private static List<NewDelivery> deliveries(boolean granted, Profile profile, Instant now) {
        return !granted || profile.isEmpty() ? List.of() : List.of(NewDelivery.of(profile, now));
    }
}
