package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.customer.CustomerId;
import dev.earshot.event.Event;
import dev.earshot.postgres.PgNotifications;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Replicas wake each other if there is more than one takes at once, and find pending deliveries soon even without
 * notifications.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class DispatchTriggersTest {
    private static final String CUT = """
            select count(pg_terminate_backend(pid)) as cut from pg_stat_activity
            where datname = current_database() and (query ilike 'listen%' or query = 'select 1')""";

    NetmeraStub netmera;
    InsightarcStub insightarc;

    @Inject
    DispatchTriggers triggers;

    @Inject
    OutboxWriter outbox;

    @Inject
    OutboxConfig config;

    @Inject
    PgNotifications notifications;

    @Inject
    Pool pool;

    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void quiet() {
        netmera.reset();
    }

    @Test
    void what_a_transaction_leaves_is_looked_for_once_it_is_committed_and_not_before() {
        AtomicBoolean committing = new AtomicBoolean();
        List<Boolean> looks = new CopyOnWriteArrayList<>();
        Cancellable listening =
                triggers.every(Duration.ofHours(1)).subscribe().with(look -> looks.add(committing.get()));
        try {
            // The first one of every poll.
            await().until(() -> looks.size() == 1);
            looks.clear();
            pool.withTransaction(transaction -> Uni.createFrom()
                            .voidItem()
                            .invoke(() -> outbox.committedWith(transaction))
                            .onItem()
                            .delayIt()
                            .by(Duration.ofMillis(200))
                            .invoke(() -> committing.set(true)))
                    .await()
                    .indefinitely();
            await().untilAsserted(() -> assertThat(looks).containsOnly(true));
        } finally {
            listening.cancel();
        }
    }

    @Test
    void other_replicas_are_heard_again_soon_after_the_connection_was_cut() {
        AtomicInteger woken = new AtomicInteger();
        Cancellable listening = triggers.every(Duration.ofHours(1)).subscribe().with(wakeup -> woken.incrementAndGet());
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
        owed(List.of(customer));
        arrived(List.of(customer));
    }

    @Test
    void other_replicas_are_told_only_of_more_than_this_one_takes_at_once() {
        List<String> heard = new CopyOnWriteArrayList<>();
        notifications.hear("earshot_deliveries", heard::add);
        awaitHeard(heard, "the beginning");
        heard.clear();
        for (int i = 0; i < 5; i++) {
            List<String> one = List.of(customer + i);
            owe(one);
            arrived(one);
        }
        awaitHeard(heard, "the end");
        assertThat(heard).isSubsetOf("the beginning", "the end");

        List<String> many = IntStream.range(0, config.batchCustomers() + 1)
                .mapToObj(i -> customer + "_of_many_" + i)
                .toList();
        owe(many);
        arrived(many);
        await().untilAsserted(() -> assertThat(heard).anyMatch(notice -> !notice.startsWith("the ")));
    }

    /** What was said before is then heard as well, unless the connection was down. */
    private void awaitHeard(List<String> heard, String notice) {
        await().until(() -> {
            say(notice);
            return heard.contains(notice);
        });
    }

    private void owe(List<String> customers) {
        owed(customers);
        outbox.committed();
    }

    private void owed(List<String> customers) {
        Instant now = Instant.now();
        pool.withTransaction(transaction -> Multi.createFrom()
                        .iterable(customers)
                        .onItem()
                        .transformToUniAndConcatenate(one -> outbox.record(
                                transaction,
                                new CustomerId(one),
                                null,
                                List.of(NewDelivery.of(new Event.SessionStarted("chatgpt", "home"), now)),
                                now))
                        .collect()
                        .asList())
                .await()
                .atMost(ofSeconds(5));
    }

    private void arrived(List<String> customers) {
        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(customers)
                        .allSatisfy(
                                one -> assertThat(netmera.namesReceived(one)).containsExactly("AISessionStarted")));
    }

    /** Says, as another replica would, that something was committed, until it is heard. */
    private void awaitANotice(AtomicInteger woken) {
        int before = woken.get();
        await().pollInterval(Duration.ofMillis(50)).atMost(ofSeconds(10)).until(() -> {
            say("another replica");
            return woken.get() > before;
        });
    }

    private void say(String notice) {
        pool.preparedQuery("select pg_notify('earshot_deliveries', $1)").executeAndAwait(Tuple.of(notice));
    }

    private void cut() {
        await().atMost(ofSeconds(10))
                .until(() -> pool.query(CUT).executeAndAwait().iterator().next().getLong("cut") == 1);
    }
}
