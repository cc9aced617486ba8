package dev.earshot.tool;

import dev.earshot.Ids;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.insight.CustomerContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    public Uni<Answer> call(Call call) {
        Session session = session(call);
        return visits.context(session).chain(context -> start(session, context, call));
    }

    private Uni<Answer> start(Session session, CustomerContext context, Call call) {
        Event started = new Event.SessionStarted(session.platform(), session.entryPoint());
        Answer answer = Visits.answer(session, context, null).customer(Answer.Customer.of(session.customer()));
        return visits.shown(context, List.of())
                .chain(shown -> ledger.start(
                        session,
                        new LoggedCall(
                                session.id(),
                                call,
                                call.arguments(),
                                session.sourceEvent(),
                                false,
                                visits.owed(context, started),
                                shown,
                                answer)))
                .replaceWith(answer);
    }

    private Session session(Call call) {
        Instant now = clock.instant();
        Optional<CustomerId> named =
                Optional.ofNullable(call.arguments().getString("customerId")).map(CustomerId::new);
        named.ifPresent(customer -> Visits.mustSpeakFor(call.caller(), customer));
        CustomerId customer = named.or(() -> call.caller().customer().map(CustomerId::new))
                .orElseGet(() -> CustomerId.anonymous(now));
        String entryPoint = call.arguments().getString("entryPoint");
        return Session.start(Ids.make("sess", now), customer, call.caller().platform(), entryPoint, now);
    }
}
