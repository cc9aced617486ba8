package dev.earshot.insight;

import dev.earshot.customer.CustomerId;
import dev.earshot.insight.InsightarcClient.History;
import dev.earshot.insight.InsightarcClient.Realtime;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What Insightarc says of customers and sessions, for as long as that is good. */
@Singleton
public class InsightarcContext {
    /** It changes by the hour. */
    private static final Duration HISTORY_GOOD_FOR = Duration.ofSeconds(60);
    /** Insightarc renews it every 5 seconds. */
    private static final Duration REALTIME_GOOD_FOR = Duration.ofSeconds(5);

    /** Some 30 MB: 7,000 histories with ten intents each, or 20,000 times what a customer is doing now. */
    private static final int HEAVIEST_HISTORIES = 80_000;

    private static final int MOST_REALTIME = 20_000;

    private final CoalescingCache<CustomerId, History> histories =
            new CoalescingCache<>(HISTORY_GOOD_FOR, HEAVIEST_HISTORIES, History::weight);
    private final CoalescingCache<String, Realtime> sessions =
            new CoalescingCache<>(REALTIME_GOOD_FOR, MOST_REALTIME, realtime -> 1);
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
        return sessions.to(sessionId, client::realtime);
    }
}
