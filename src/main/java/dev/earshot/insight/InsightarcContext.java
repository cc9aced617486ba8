package dev.earshot.insight;

import dev.earshot.customer.CustomerId;
import dev.earshot.insight.InsightarcClient.History;
import dev.earshot.insight.InsightarcClient.Realtime;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What Insightarc says of customers and visits, for as long as that is good. */
@Singleton
public class InsightarcContext {
    /** It changes by the hour. */
    private static final Duration HISTORY_GOOD_FOR = Duration.ofSeconds(60);
    /** Insightarc renews it every 5 seconds. */
    private static final Duration REALTIME_GOOD_FOR = Duration.ofSeconds(5);

    private static final int MOST_KEPT = 20_000;

    private final CoalescingCache<CustomerId, History> histories = new CoalescingCache<>(HISTORY_GOOD_FOR, MOST_KEPT);
    private final CoalescingCache<String, Realtime> visits = new CoalescingCache<>(REALTIME_GOOD_FOR, MOST_KEPT);
    private final InsightarcClient client;

    InsightarcContext(InsightarcClient client) {
        this.client = client;
    }

    /** What a customer did before. */
    Uni<History> history(CustomerId customer) {
        return histories.to(customer, client::history);
    }

    /** What a customer is doing now. */
    Uni<Realtime> realtime(String sessionId) {
        return visits.to(sessionId, client::realtime);
    }
}
