package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.customer.CustomerId;
import dev.earshot.event.Event;
import dev.earshot.testing.InsightarcStub;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other replicas owe is noticed at once, and soon even when nothing can be heard of them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class WakeupsTest {
    private static final String CUT = """
            select count(pg_terminate_backend(pid)) as cut from pg_stat_activity
            where datname = current_database() and query ilike 'listen%'""";

    NetmeraStub netmera;
    InsightarcStub insightarc;

    @Inject
    Wakeups wakeups;

    @Inject
    Recorder recorder;

    @Inject
    Pool pool;

    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void quiet() {
        netmera.reset();
    }

    @Test
    void other_replicas_are_heard_again_soon_after_the_connection_was_cut() {
        AtomicInteger woken = new AtomicInteger();
        Cancellable listening = wakeups.every(Duration.ofHours(1)).subscribe().with(wakeup -> woken.incrementAndGet());
        try {
            awaitANotice(woken);
            cut();
            Instant since = Instant.now();
            awaitANotice(woken);
            assertThat(Duration.between(since, Instant.now())).isLessThan(ofSeconds(3));
        } finally {
            listening.cancel();
        }
    }

    @Test
    void what_another_replica_owes_while_nothing_is_heard_is_found_all_the_same() {
        cut();
        Instant now = Instant.now();
        Owed owed = Owed.of(new Event.SessionStarted("chatgpt", "home"), now);
        pool.withTransaction(
                        transaction -> recorder.record(transaction, new CustomerId(customer), null, List.of(owed), now))
                .await()
                .atMost(ofSeconds(5));

        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted"));
    }

    /** Says, as another replica would, that something was committed, until it is heard. */
    private void awaitANotice(AtomicInteger woken) {
        int before = woken.get();
        await().pollInterval(Duration.ofMillis(50)).atMost(ofSeconds(10)).until(() -> {
            pool.query("select pg_notify('earshot_deliveries', 'another replica')")
                    .executeAndAwait();
            return woken.get() > before;
        });
    }

    private void cut() {
        await().atMost(ofSeconds(10))
                .until(() -> pool.query(CUT).executeAndAwait().iterator().next().getLong("cut") == 1);
    }
}
