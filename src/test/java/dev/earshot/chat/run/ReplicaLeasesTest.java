package dev.earshot.chat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.Replica;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of which one makes a reply: when the other one takes it for dead. Their time passes as the test turns
 * their leases back.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ReplicaLeasesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LEASE = ManualDispatch.LEASE;
    private static final Duration BEAT = LEASE.dividedBy(4);

    @Inject
    RunLogConnections connections;

    @Inject
    ChatConfig config;

    @Inject
    InstantSource clock;

    @Inject
    Pool pool;

    private Replica maker;
    private Replica other;

    @BeforeEach
    void makeAReply() {
        maker = new Replica(clock);
        other = new Replica(clock);
        run("delete from conversation where id = 'conv_leased'");
        run("""
                insert into conversation (id, owner, title, created_at, updated_at)
                values ('conv_leased', 'ann', '', now(), now())""");
        run("""
                insert into message (id, conversation_id, role, status, content, runner, created_at)
                values ('msg_leased', 'conv_leased', 'AGENT', 'STREAMING', '', $1, now())""", maker.id());
        renew(maker);
    }

    @Test
    void a_running_replica_ends_a_reply_as_soon_as_its_makers_lease_is_over() {
        renew(other);
        for (int beat = 1; beat <= 3; beat++) {
            pass(BEAT);
            renew(other);
            assertThat(reaped()).isZero();
        }
        renew(maker);
        for (int beat = 1; beat <= 3; beat++) {
            pass(BEAT);
            renew(other);
            assertThat(reaped()).isZero();
        }
        pass(BEAT);
        renew(other);
        assertThat(reaped()).isOne();
    }

    @Test
    void a_new_replica_ends_the_reply_of_a_dead_one_after_a_lease() {
        pass(LEASE);
        renew(other);
        for (int beat = 1; beat <= 4; beat++) {
            assertThat(reaped()).isZero();
            pass(BEAT);
            renew(other);
        }
        assertThat(reaped()).isOne();
    }

    @Test
    void the_first_replica_back_after_an_outage_leaves_the_others_a_lease_to_come_back() {
        beBothThereForALease();
        pass(LEASE.multipliedBy(2));
        renew(other);
        assertThat(reaped()).isZero();

        pass(BEAT);
        renew(other);
        renew(maker);
        beBothThereForALease();
        assertThat(reaped()).isZero();
    }

    @Test
    void an_outage_that_only_the_reply_makers_lease_did_not_survive_tells_nothing_of_it() {
        beBothThereForALease();
        pass(BEAT);
        renew(other);
        pass(BEAT.multipliedBy(7).dividedBy(2));

        renew(other);

        assertThat(reaped()).isZero();
    }

    private void beBothThereForALease() {
        renew(other);
        for (int beat = 1; beat <= 4; beat++) {
            pass(BEAT);
            renew(maker);
            renew(other);
        }
    }

    private void renew(Replica replica) {
        leases(replica).renew().await().atMost(PATIENCE);
    }

    private long reaped() {
        leases(other).reap().await().atMost(PATIENCE);
        return Rows.number(pool, "select count(*) from message where id = 'msg_leased' and status = 'INTERRUPTED'");
    }

    private ReplicaLeases leases(Replica replica) {
        return new ReplicaLeases(connections, replica, config);
    }

    private void pass(Duration time) {
        run("""
                update chat_replica set alive_since = alive_since - $3 * interval '1 millisecond',
                  alive_until = alive_until - $3 * interval '1 millisecond'
                    where id in ($1, $2)""", maker.id(), other.id(), time.toMillis());
    }

    private void run(String sql, Object... parameters) {
        pool.preparedQuery(sql).execute(Tuple.wrap(parameters)).await().atMost(PATIENCE);
    }
}
