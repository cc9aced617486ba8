package dev.earshot.tool;

import dev.earshot.Refusal;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.customer.Sessions;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.event.Profile;
import dev.earshot.insight.Advisor;
import dev.earshot.insight.Contexts;
import dev.earshot.insight.CustomerContext;
import dev.earshot.signal.Clue;
import dev.earshot.signal.Recognition;
import dev.earshot.signal.ShownSignal;
import dev.earshot.web.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the tools have in common: finding the visit, its context while the tool does its own work, and writing the call down. */
@Singleton
class Visits {
    private final Sessions sessions;
    private final Identification identification;
    private final Contexts contexts;
    private final CallLedger ledger;
    private final Recognition recognition;
    private final ToolConfig config;
    private final Counter ofBots;

    Visits(
            Sessions sessions,
            Identification identification,
            Contexts contexts,
            CallLedger ledger,
            Recognition recognition,
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

    /** The visit that a call names. To somebody who signed in, an anonymous one becomes theirs and another customer's is unknown. */
    Uni<Session> open(Call call) {
        return named(call)
                .chain(session -> signedIn(call)
                        .filter(customer -> session.customer().isAnonymous())
                        .map(customer -> becomes(customer, session))
                        .orElseGet(() -> Uni.createFrom().item(session)));
    }

    /** The same for a call that changes nothing: an anonymous visit is answered for as if it were theirs, and stays as it is. */
    Uni<Session> look(Call call) {
        return named(call).map(session -> signedIn(call).map(session::of).orElse(session));
    }

    private Uni<Session> named(Call call) {
        return sessions.open(call.sessionId(), call.caller().platform())
                .invoke(session -> signedIn(call).ifPresent(customer -> mustNotBeAnothers(session, customer)));
    }

    private static void mustNotBeAnothers(Session session, CustomerId customer) {
        if (!session.customer().isAnonymous() && !session.customer().equals(customer)) {
            throw Sessions.unknown(session.id());
        }
    }

    private static Optional<CustomerId> signedIn(Call call) {
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

    /** Somebody who signed in speaks for nobody else. */
    static void mustSpeakFor(Caller caller, CustomerId customer) {
        if (caller.customer().filter(own -> !own.equals(customer.value())).isPresent()) {
            throw Refusal.forbidden("NOT_THIS_CUSTOMER", "The token's subject is another customer");
        }
    }

    Uni<CustomerContext> context(Session session) {
        return contexts.of(session);
    }

    /** Fetches context and does the tool's own work side by side. */
    <W, R> Uni<R> beside(Session session, Uni<W> work, BiFunction<CustomerContext, W, Uni<R>> then) {
        return Uni.combine()
                .all()
                .unis(contexts.of(session), work)
                .asTuple()
                .chain(both -> then.apply(both.getItem1(), both.getItem2()));
    }

    /** Writes down a call that caused an event, for which a bot's visit owes nothing, and its answer; gives the answer. */
    Uni<Answer> record(
            Session session, CustomerContext context, Call call, Event event, List<Clue> clues, Answer answer) {
        EventType interaction = Session.interaction(event).orElse(null);
        return record(session, context, call, event, interaction, clues, answer);
    }

    /** @param source as {@link LoggedCall#source()} */
    Uni<Answer> record(
            Session session,
            CustomerContext context,
            Call call,
            Event event,
            EventType source,
            List<Clue> clues,
            Answer answer) {
        return shown(context, clues)
                .chain(shown -> ledger.record(new LoggedCall(
                        session.id(),
                        call,
                        call.arguments(),
                        source,
                        event instanceof Event.ConversionCompleted,
                        owed(context, event),
                        shown,
                        answer)))
                .replaceWith(answer);
    }

    /** The signals that a customer shows by a call, and by what they did elsewhere; a program shows none. */
    Uni<List<ShownSignal>> shown(CustomerContext context, List<Clue> clues) {
        return context.bot()
                ? Uni.createFrom().item(List.of())
                : recognition.of(
                        Stream.concat(clues.stream(), Clues.seen(context)).toList());
    }

    List<Event> owed(CustomerContext context, Event event) {
        if (context.bot() && !config.eventsOfBots()) {
            ofBots.increment();
            return List.of();
        }
        return List.of(event);
    }

    /** The beginning of an answer; the category is that of the call, or {@code null}. */
    static Answer answer(Session session, CustomerContext context, String category) {
        return Answer.of(session.id(), Answer.Context.of(context, Advisor.advise(context, category)));
    }
}
