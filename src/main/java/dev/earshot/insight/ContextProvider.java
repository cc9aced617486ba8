package dev.earshot.insight;

import dev.earshot.common.Deadline;
import dev.earshot.customer.Session;
import dev.earshot.insight.InsightarcClient.History;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The context of a tool call: fast or absent, never a reason to fail. */
@Singleton
public class ContextProvider {
    private static final Logger LOG = Logger.getLogger(ContextProvider.class);

    private final InsightarcContext insightarc;
    private final InsightConfig config;
    private final MeterRegistry meters;

    ContextProvider(InsightarcContext insightarc, InsightConfig config, MeterRegistry meters) {
        this.insightarc = insightarc;
        this.config = config;
        this.meters = meters;
    }

    /** The context of a session's customer, within the budget. */
    public Uni<CustomerContext> of(Session session) {
        return Uni.combine()
                .all()
                .unis(inTime("history", history(session)), inTime("realtime", insightarc.realtime(session.id())))
                .with(CustomerContext::of);
    }

    /** An anonymous id was made here, so Insightarc can't know it: that saves a request. */
    private Uni<History> history(Session session) {
        return session.customer().isAnonymous()
                ? Uni.createFrom().item(History.EMPTY)
                : insightarc.history(session.customer());
    }

    private <T> Uni<Optional<T>> inTime(String part, Uni<T> answer) {
        return Deadline.within(config.budget(), answer.map(Optional::ofNullable))
                .invoke(found -> count(part, "answered"))
                .onFailure(TimeoutException.class)
                .recoverWithUni(() -> absent(part, "late"))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf("No %s from Insightarc: %s", part, failure);
                    return absent(part, "failed");
                });
    }

    private <T> Uni<Optional<T>> absent(String part, String outcome) {
        count(part, outcome);
        return Uni.createFrom().item(Optional.empty());
    }

    private void count(String part, String outcome) {
        meters.counter("earshot.context", "part", part, "outcome", outcome).increment();
    }
}
