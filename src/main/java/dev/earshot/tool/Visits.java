package dev.earshot.tool;

import dev.earshot.customer.Session;
import dev.earshot.customer.Sessions;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.insight.Advisor;
import dev.earshot.insight.Contexts;
import dev.earshot.insight.CustomerContext;
import dev.earshot.web.Caller;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiFunction;

/** What the tools have in common: finding the visit, its context while the tool does its own work, and writing the call down. */
@Singleton
class Visits {

    /** How tools treat those who call them. */
    @ConfigMapping(prefix = "earshot.tool")
    interface Config {
        /** Whether visits that Insightarc takes for a program's cause events. They get answers either way. */
        @WithDefault("false")
        boolean eventsOfBots();
    }

    private final Sessions sessions;
    private final Contexts contexts;
    private final CallLedger ledger;
    private final Config config;

    Visits(Sessions sessions, Contexts contexts, CallLedger ledger, Config config) {
        this.sessions = sessions;
        this.contexts = contexts;
        this.ledger = ledger;
        this.config = config;
    }

    Uni<Session> open(Caller caller, JsonObject arguments) {
        return sessions.open(arguments.getString("sessionId"), caller.platform());
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

    /** Writes down a call that caused an event, for which a bot's visit owes nothing. */
    Uni<Void> record(Session session, CustomerContext context, String tool, JsonObject arguments, Event event) {
        return ledger.record(new LoggedCall(
                session.id(),
                session.platform(),
                tool,
                arguments,
                session.sourceAfter(event.type()),
                event.type() == EventType.CONVERSION_COMPLETED,
                owed(context, event)));
    }

    List<Event> owed(CustomerContext context, Event event) {
        return context.bot() && !config.eventsOfBots() ? List.of() : List.of(event);
    }

    /** The beginning of an answer; the category is that of the call, or {@code null}. */
    static Answer answer(Session session, CustomerContext context, String category) {
        return Answer.of(session.id(), Answer.Context.of(context, Advisor.advise(context, category)));
    }
}
