package dev.earshot.tool;

import dev.earshot.Ids;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.web.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Opens a visit. */
@Singleton
class StartSession implements Tool {
    private final Visits visits;
    private final CallLedger ledger;
    private final InstantSource clock;

    StartSession(Visits visits, CallLedger ledger, InstantSource clock) {
        this.visits = visits;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "start_session";
    }

    @Override
    public Uni<Answer> call(Caller caller, JsonObject arguments) {
        Session session = session(caller, arguments);
        Event started = new Event.SessionStarted(session.platform(), session.entryPoint());
        return visits.context(session)
                .call(context -> ledger.start(
                        session,
                        new LoggedCall(
                                session.id(),
                                session.platform(),
                                name(),
                                arguments,
                                session.sourceEvent(),
                                false,
                                visits.owed(context, started))))
                .map(context -> Visits.answer(session, context, null).customer(Answer.Customer.of(session.customer())));
    }

    private Session session(Caller caller, JsonObject arguments) {
        Instant now = clock.instant();
        CustomerId customer = Optional.ofNullable(arguments.getString("customerId"))
                .map(CustomerId::new)
                .orElseGet(() -> CustomerId.anonymous(now));
        return Session.start(
                Ids.make("sess", now), customer, caller.platform(), arguments.getString("entryPoint"), now);
    }
}
