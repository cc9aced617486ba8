package dev.earshot.tool;

import dev.earshot.customer.Customers;
import dev.earshot.customer.Session;
import dev.earshot.event.Profile;
import dev.earshot.insight.ActionAdvisor;
import dev.earshot.insight.ContextBriefing;
import dev.earshot.insight.CustomerContext;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Returns the context of a session's customer. It changes nothing, not even the session's customer, and is not
 * recorded.
 */
@Singleton
class GetCustomerContext implements Tool {
    private final SessionCalls sessionCalls;
    private final Customers customers;

    GetCustomerContext(SessionCalls sessionCalls, Customers customers) {
        this.sessionCalls = sessionCalls;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "get_customer_context";
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return sessionCalls
                .look(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        customers.profile(session.customer()),
                        (context, profile) -> Uni.createFrom().item(answer(session, context, profile))));
    }

    private static ToolResult answer(Session session, CustomerContext context, Profile profile) {
        return SessionCalls.answer(session, context, null)
                .customer(new ToolResult.Customer(
                        session.customer().value(),
                        session.customer().isAnonymous(),
                        profile.isEmpty() ? null : profile.attributes(),
                        context.bought(),
                        context.intents()))
                .briefing(ContextBriefing.of(context, ActionAdvisor.advise(context, null)));
    }
}
