package dev.earshot.tool;

import dev.earshot.customer.Customers;
import dev.earshot.customer.Session;
import dev.earshot.event.Profile;
import dev.earshot.insight.Advisor;
import dev.earshot.insight.Briefing;
import dev.earshot.insight.CustomerContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Tells what is known of a visit's customer. It changes nothing, not even whose the visit is, and is not written down. */
@Singleton
class GetCustomerContext implements Tool {
    private final Visits visits;
    private final Customers customers;

    GetCustomerContext(Visits visits, Customers customers) {
        this.visits = visits;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "get_customer_context";
    }

    @Override
    public Uni<Answer> call(Call call) {
        return visits.look(call)
                .chain(session -> visits.beside(
                        session,
                        customers.profile(session.customer()),
                        (context, profile) -> Uni.createFrom().item(answer(session, context, profile))));
    }

    private static Answer answer(Session session, CustomerContext context, Profile profile) {
        return Visits.answer(session, context, null)
                .customer(new Answer.Customer(
                        session.customer().value(),
                        session.customer().isAnonymous(),
                        profile.isEmpty() ? null : profile.attributes(),
                        context.bought(),
                        context.intents()))
                .briefing(Briefing.of(context, Advisor.advise(context, null)));
    }
}
