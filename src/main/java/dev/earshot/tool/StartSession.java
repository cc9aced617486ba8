package dev.earshot.tool;

import dev.earshot.common.Ids;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.insight.CustomerContext;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.ledger.CallLedger;
import dev.earshot.tool.ledger.LoggedCall;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens a session. */
@Singleton
class StartSession implements Tool {
    private final SessionCalls sessionCalls;
    private final CallLedger ledger;
    private final InstantSource clock;

    StartSession(SessionCalls sessionCalls, CallLedger ledger, InstantSource clock) {
        this.sessionCalls = sessionCalls;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "start_session";
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        Session session = session(call);
        return sessionCalls.context(session).chain(context -> start(session, context, call));
    }

    private Uni<ToolResult> start(Session session, CustomerContext context, ToolCall call) {
        Event started = new Event.SessionStarted(session.platform(), session.entryPoint());
        ToolResult answer =
                SessionCalls.answer(session, context, null).customer(ToolResult.Customer.of(session.customer()));
        return sessionCalls
                .shown(context, List.of())
                .chain(shown -> ledger.start(
                        session,
                        now -> LoggedCall.at(
                                now,
                                session.id(),
                                call,
                                call.arguments(),
                                session.sourceEvent(),
                                false,
                                sessionCalls.events(context, started),
                                shown,
                                answer)))
                .replaceWith(answer);
    }

    private Session session(ToolCall call) {
        Instant now = clock.instant();
        Optional<CustomerId> named =
                Optional.ofNullable(call.arguments().getString("customerId")).map(CustomerId::new);
        named.ifPresent(customer -> SessionCalls.mustSpeakFor(call.caller(), customer));
        CustomerId customer = named.or(() -> call.caller().customer().map(CustomerId::new))
                .orElseGet(() -> CustomerId.anonymous(now));
        String entryPoint = call.arguments().getString("entryPoint");
        return Session.start(Ids.make("sess", now), customer, call.caller().platform(), entryPoint, now);
    }
}
