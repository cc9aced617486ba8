package dev.earshot.tool.session;

import dev.earshot.common.ApiException;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.customer.Sessions;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.event.Profile;
import dev.earshot.http.auth.Caller;
import dev.earshot.insight.ActionAdvisor;
import dev.earshot.insight.ContextProvider;
import dev.earshot.insight.CustomerContext;
import dev.earshot.signal.ShownSignal;
import dev.earshot.signal.SignalEvidence;
import dev.earshot.signal.SignalRecognition;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolConfig;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.ledger.CallLedger;
import dev.earshot.tool.ledger.LoggedCall;
import dev.earshot.tool.ledger.SourceChangedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the tools share: finding the session, fetching context while the tool does its own work, and recording the call.
 */
@Singleton
public class SessionCalls {
    private static final int RETRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final Identification identification;
    private final ContextProvider contexts;
    private final CallLedger ledger;
    private final SignalRecognition recognition;
    private final ToolConfig config;
    private final Counter ofBots;

    SessionCalls(
            Sessions sessions,
            Identification identification,
            ContextProvider contexts,
            CallLedger ledger,
            SignalRecognition recognition,
            ToolConfig config,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.identification = identification;
        this.contexts = contexts;
        this.ledger = ledger;
        this.recognition = recognition;
        this.config = config;
        ofBots = meters.counter("earshot.deliveries.dropped", "reason", "bot");
    }

    /**
     * The session that a call names. A signed-in customer takes an anonymous one over; another customer's is unknown.
     */
    public Uni<Session> open(ToolCall call) {
        return named(call)
                .chain(session -> signedIn(call)
                        .filter(customer -> session.customer().isAnonymous())
                        .map(customer -> becomes(customer, session))
                        .orElseGet(() -> Uni.createFrom().item(session)));
    }

    /**
     * The same for a call that changes nothing: an anonymous session is treated as the signed-in customer's, and stays
     * as it is.
     */
    public Uni<Session> look(ToolCall call) {
        return named(call).map(session -> signedIn(call).map(session::of).orElse(session));
    }

    private Uni<Session> named(ToolCall call) {
        return Uni.createFrom()
                .deferred(() -> {
                    contexts.askAhead(call.sessionId());
                    return sessions.open(call.sessionId(), call.caller().platforms());
                })
                .invoke(session -> mustBeIts(call, session));
    }

    /** Without credentials, a session is its holder's only until its customer is known. */
    private static void mustBeIts(ToolCall call, Session session) {
        boolean bound = !session.customer().isAnonymous();
        boolean anothers = signedIn(call)
                .map(customer -> !session.customer().equals(customer))
                .orElse(call.caller().isAnonymous());
        if (bound && anothers) {
            throw Sessions.unknown(session.id());
        }
    }

    private static Optional<CustomerId> signedIn(ToolCall call) {
        return call.caller().customer().map(CustomerId::new);
    }

    private Uni<Session> becomes(CustomerId customer, Session session) {
        return identification.of(
                session,
                customer,
                Profile.NONE,
                Optional.empty(),
                (transaction, bound) -> Uni.createFrom().voidItem());
    }

    /** A signed-in customer's token speaks for that customer only, and a caller without credentials for none. */
    public static void mustSpeakFor(Caller caller, CustomerId customer) {
        if (caller.isAnonymous()) {
            throw ApiException.unauthenticated("Sign in to name a customer");
        }
        if (caller.customer().filter(own -> !own.equals(customer.value())).isPresent()) {
            throw ApiException.forbidden("NOT_THIS_CUSTOMER", "The token's subject is another customer");
        }
    }

    public Uni<CustomerContext> context(Session session) {
        return contexts.of(session);
    }

    /** Fetches context and does the tool's own work in parallel. */
    public <W, R> Uni<R> beside(Session session, Uni<W> work, BiFunction<CustomerContext, W, Uni<R>> then) {
        return Uni.combine()
                .all()
                .unis(contexts.of(session), work)
                .asTuple()
                .chain(both -> then.apply(both.getItem1(), both.getItem2()));
    }

    /** Records a call with its event, which bots don't cause, and its answer; returns the answer. */
    public Uni<ToolResult> record(
            Session session,
            CustomerContext context,
            ToolCall call,
            Event event,
            List<SignalEvidence> clues,
            ToolResult answer) {
        EventType interaction = Session.interaction(event).orElse(null);
        return record(session, context, call, event, interaction, clues, answer);
    }

    /** Records a call that may have no event; a conversion is attributed to what the session says. */
    public Uni<ToolResult> record(
            Session session,
            CustomerContext context,
            ToolCall call,
            Optional<Event> event,
            List<SignalEvidence> clues,
            ToolResult answer) {
        boolean converts =
                event.filter(Event.ConversionCompleted.class::isInstance).isPresent();
        EventType source = converts
                ? session.sourceEvent()
                : event.flatMap(Session::interaction).orElse(null);
        return record(session, context, call, event, source, clues, answer);
    }

    /**
     * Records a call whose work is done. If another call of the session changes what a conversion is attributed to in
     * the meantime, it is recorded with the session as it is then; the work is not done again.
     */
    public Uni<ToolResult> attributed(Session session, ToolCall call, Function<Session, Uni<ToolResult>> record) {
        return Uni.createFrom()
                .deferred(() -> record.apply(session))
                .onFailure(SourceChangedException.class)
                .recoverWithUni(() -> Uni.createFrom()
                        .deferred(() -> open(call).chain(record::apply))
                        .onFailure(SourceChangedException.class)
                        .retry()
                        .atMost(RETRIES))
                .onFailure(SourceChangedException.class)
                .transform(
                        changed -> ApiException.busy("SESSION_BUSY", "The session is being changed; try again", PAUSE));
    }

    /** @param source as {@link LoggedCall#source()} */
    public Uni<ToolResult> record(
            Session session,
            CustomerContext context,
            ToolCall call,
            Event event,
            EventType source,
            List<SignalEvidence> clues,
            ToolResult answer) {
        return record(session, context, call, Optional.of(event), source, clues, answer);
    }

    private Uni<ToolResult> record(
            Session session,
            CustomerContext context,
            ToolCall call,
            Optional<Event> event,
            EventType source,
            List<SignalEvidence> clues,
            ToolResult answer) {
        return shown(context, clues)
                .chain(shown -> ledger.record(now -> LoggedCall.at(
                        now,
                        session.id(),
                        call,
                        call.arguments(),
                        source,
                        event.filter(Event.ConversionCompleted.class::isInstance)
                                .isPresent(),
                        event.map(one -> events(context, one)).orElse(List.of()),
                        shown,
                        answer)))
                .replaceWith(answer);
    }

    /** The signals that a customer shows by a call, and elsewhere; a bot shows none. */
    public Uni<List<ShownSignal>> shown(CustomerContext context, List<SignalEvidence> clues) {
        return context.bot()
                ? Uni.createFrom().item(List.of())
                : recognition.of(Stream.concat(clues.stream(), CallEvidence.seen(context))
                        .toList());
    }

    public List<Event> events(CustomerContext context, Event event) {
        if (context.bot() && !config.eventsOfBots()) {
            ofBots.increment();
            return List.of();
        }
        return List.of(event);
    }

    /** The beginning of an answer; the category is that of the call, or {@code null}. */
    public static ToolResult answer(Session session, CustomerContext context, String category) {
        return ToolResult.of(session.id(), ToolResult.Context.of(context, ActionAdvisor.advise(context, category)));
    }
}
