package dev.earshot.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.earshot.common.Deadline;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Session;
import dev.earshot.insight.InsightarcClient.History;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The context of a tool call: fast or absent, never a reason to fail. */
@Singleton
public class ContextProvider {
    private static final Logger LOG = Logger.getLogger(ContextProvider.class);

    /** The calls of a session come close together. */
    private static final Duration LATELY = Duration.ofMinutes(2);

    private static final int MOST_KEPT = 20_000;

    /** The customers of the sessions called lately on this replica, by session. */
    private final Cache<String, CustomerId> customers = Caffeine.newBuilder()
            .expireAfterWrite(LATELY)
            .maximumSize(MOST_KEPT)
            .executor(Runnable::run)
            .build();

    private final InsightarcContext insightarc;
    private final InsightConfig config;
    private final MeterRegistry meters;

    ContextProvider(InsightarcContext insightarc, InsightConfig config, MeterRegistry meters) {
        this.insightarc = insightarc;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Asks ahead for the context of a session that was called here lately, while the session is still being read. The
     * call shares that answer. If the session belongs to another customer by now, the call asks again.
     */
    public void askAhead(String sessionId) {
        CustomerId customer = customers.getIfPresent(sessionId);
        if (customer != null) {
            begin(history(customer));
            begin(insightarc.realtime(sessionId));
        }
    }

    /** The call that needs the answer asks for it too, and reports a failure. */
    private static void begin(Uni<?> answer) {
        answer.subscribe().with(known -> {}, failure -> {});
    }

    /** The context of a session's customer, within the budget. */
    public Uni<CustomerContext> of(Session session) {
        customers.put(session.id(), session.customer());
        return Uni.combine()
                .all()
                .unis(
                        inTime("history", history(session.customer())),
                        inTime("realtime", insightarc.realtime(session.id())))
                .with(CustomerContext::of);
    }

    /** An anonymous id was made here, so Insightarc can't know it: that saves a request. */
    private Uni<History> history(CustomerId customer) {
        return customer.isAnonymous() ? Uni.createFrom().item(History.EMPTY) : insightarc.history(customer);
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
