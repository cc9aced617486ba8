package dev.earshot.tool;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Customers;
import dev.earshot.customer.Session;
import dev.earshot.event.Profile;
import dev.earshot.outbox.Owed;
import dev.earshot.outbox.Recorder;
import dev.earshot.web.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Says who the customer of a visit is, and gives them what they did before they said so. */
@Singleton
class IdentifyCustomer implements Tool {
    private final Pool pool;
    private final Customers customers;
    private final CallLedger ledger;
    private final Recorder recorder;
    private final Visits visits;
    private final InstantSource clock;

    IdentifyCustomer(
            Pool pool, Customers customers, CallLedger ledger, Recorder recorder, Visits visits, InstantSource clock) {
        this.pool = pool;
        this.customers = customers;
        this.ledger = ledger;
        this.recorder = recorder;
        this.visits = visits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "identify_customer";
    }

    @Override
    public Uni<Answer> call(Caller caller, JsonObject arguments) {
        CustomerId known = new CustomerId(arguments.getString("customerId"));
        return pool.withTransaction(transaction -> identify(transaction, caller, arguments, known))
                .invoke(recorder::committed)
                .chain(session -> visits.context(session)
                        .map(context -> Visits.answer(session, context, null).customer(Answer.Customer.of(known))));
    }

    /** The profile is owed before what the anonymous customer did, so that Netmera knows whose events these are. */
    private Uni<Session> identify(SqlConnection transaction, Caller caller, JsonObject arguments, CustomerId known) {
        Instant now = clock.instant();
        Profile profile = profile(arguments);
        String sessionId = arguments.getString("sessionId");
        return customers
                .identify(transaction, sessionId, caller.platform(), known, profile, now)
                .call(() -> recorder.record(transaction, known, sessionId, owed(profile, now), now))
                .call(session -> merge(transaction, session, known, now))
                .call(session -> ledger.record(transaction, logged(session, arguments)))
                .map(session -> session.of(known));
    }

    private Uni<Void> merge(SqlConnection transaction, Session session, CustomerId known, Instant now) {
        return session.customer().isAnonymous()
                ? customers.merge(transaction, session.customer(), known, now)
                : Uni.createFrom().voidItem();
    }

    private LoggedCall logged(Session session, JsonObject arguments) {
        JsonObject withoutProfile = arguments.copy();
        withoutProfile.remove("profile");
        return new LoggedCall(
                session.id(), session.platform(), name(), withoutProfile, session.sourceEvent(), false, List.of());
    }

    private static List<Owed> owed(Profile profile, Instant now) {
        return profile.isEmpty() ? List.of() : List.of(Owed.of(profile, now));
    }

    private static Profile profile(JsonObject arguments) {
        return new Profile(
                arguments.getJsonObject("profile", new JsonObject(Map.of())).getMap());
    }
}
