package dev.earshot.postgres.retention;

import static dev.earshot.testing.database.StoredSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.FailingRows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept for a time only, in the table after the time and before it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RetentionJobTest {
    private static final int MORE_THAN_A_STEP = 2_500;

    @Inject
    RetentionJob retention;

    @Inject
    Pool pool;

    @Inject
    AudienceSizer sizer;

    @BeforeEach
    void clean() {
        remove();
        run("delete from delivery where id like 'kept_%' or id like 'past_%'");
        for (String table : List.of("session", "call", "kept_answer", "conversation")) {
            run("delete from " + table + " where id like 'kept_%'");
        }
        run("delete from customer_signal where signal_id like 'shown_only_by_%'");
    }

    @Test
    void settled_deliveries_go_after_their_time_and_owed_ones_never() {
        delivery("past_delivered", "DELIVERED", 31);
        delivery("past_rejected", "REJECTED", 31);
        delivery("kept_delivered", "DELIVERED", 29);
        delivery("kept_owed", "PENDING", 400);
        run("insert into lane (customer_id, last_seq) values ('past_delivered', 1), ('kept_delivered', 1)"
                + " on conflict do nothing");
        remove();
        assertThat(ids("select id from delivery where id like 'kept_%' or id like 'past_%'"))
                .containsExactly("kept_delivered", "kept_owed");
        assertThat(ids("select customer_id from lane where customer_id like '%_delivered'"))
                .containsExactly("kept_delivered");
    }

    @Test
    void a_lane_that_lost_its_deliveries_otherwise_goes_too_and_one_in_use_stays() {
        run("insert into lane (customer_id, last_seq, held, due_at) values ('past_idle', 1, false, null),"
                + " ('kept_held', 1, true, null), ('kept_due', 1, false, now()) on conflict do nothing");
        remove();
        assertThat(ids("select customer_id from lane where customer_id in ('past_idle', 'kept_held', 'kept_due')"))
                .containsExactly("kept_due", "kept_held");
        run("delete from lane where customer_id in ('kept_held', 'kept_due')");
    }

    @Test
    void sessions_that_ended_and_calls_go_after_their_time() {
        for (String[] session : new String[][] {
            {"past_session", "ABANDONED", "91"}, {"kept_session", "CONVERTED", "89"}, {"kept_open", "OPEN", "91"}
        }) {
            run("insert into session (id, customer_id, anonymous, platform, status, source_event, started_at,"
                    + " last_seen_at, closed_at)"
                    + " select '" + session[0] + "', 'c', false, 'p', '" + session[1]
                    + "', 'e', at, at, case when '" + session[1]
                    + "' <> 'OPEN' then at end from (select now() - interval '"
                    + session[2] + " days' as at) long_ago");
        }
        run("insert into call (id, customer_id, session_id, platform, tool, arguments, at) select"
                + " 'past_' || n, 'c', 's', 'p', 't', '{}', now() - interval '91 days' from generate_series(1, "
                + MORE_THAN_A_STEP + ") n");
        run("insert into call (id, customer_id, session_id, platform, tool, arguments, at) values"
                + " ('kept_call', 'c', 's', 'p', 't', '{}', now() - interval '89 days')");
        assertThat(remove()).isGreaterThan(MORE_THAN_A_STEP);
        assertThat(ids("select id from session where id like 'past_%' or id like 'kept_%'"))
                .containsExactly("kept_open", "kept_session");
        assertThat(ids("select id from call where id like 'past_%' or id like 'kept_%'"))
                .containsExactly("kept_call");
    }

    @Test
    void what_anonymous_visitors_showed_goes_with_the_last_of_their_sessions() {
        long counted = counted();
        show(pool, List.of("anon_past", "anon_back", "past_known"), "shown_only_by_them");
        show(pool, List.of("anon_past"), "shown_only_by_one");
        session("past_visit", "anon_past", 91);
        session("past_first_visit", "anon_back", 91);
        session("kept_second_visit", "anon_back", 89);
        session("past_known_visit", "past_known", 91);
        assertThat(counted()).isEqualTo(counted + 3);
        remove();

        assertThat(ids("select distinct customer_id from customer_signal where signal_id like 'shown_only_by_%'"))
                .containsExactly("anon_back", "past_known");
        assertThat(counted()).isEqualTo(counted + 2);
        assertThat(ids("select customer_id from customer_number where customer_id like 'anon_%'"))
                .doesNotContain("anon_past");
        assertThat(ids("select distinct signal_id from signal_bits where signal_id like 'shown_only_by_%'"))
                .containsExactly("shown_only_by_them");
    }

    @Test
    void answers_kept_for_retries_are_removed_after_their_window_and_claims_of_calls_in_flight_are_not() {
        run("insert into kept_answer (id, claim, fingerprint, claimed_at, expires_at, answer) values"
                + " ('past_answer', 'a', 'f', now(), now() - interval '1 second', '{}'),"
                + " ('kept_claim_answer', 'c', 'f', now(), now() - interval '1 second', null),"
                + " ('kept_answer', 'b', 'f', now(), now() + interval '1 hour', '{}')");
        remove();
        assertThat(ids("select id from kept_answer where id like '%_answer'"))
                .containsExactly("kept_answer", "kept_claim_answer");
    }

    @Test
    void conversations_go_with_their_messages_a_year_after_the_last_and_logs_when_they_cant_be_resumed() {
        conversation("past_conversation", 366);
        conversation("kept_conversation", 2);
        conversation("kept_fresh", 0);
        remove();
        assertThat(ids("select id from conversation where id like 'past_%' or id like 'kept_%'"))
                .containsExactly("kept_conversation", "kept_fresh");
        assertThat(ids("select id from message where id like 'past_%' or id like 'kept_%'"))
                .containsExactly("kept_conversation", "kept_fresh");
        assertThat(ids("select message_id as id from run_log where message_id like 'past_%'"
                        + " or message_id like 'kept_%'"))
                .containsExactly("kept_fresh");
    }

    @Test
    void while_another_replica_removes_this_one_does_not_and_what_is_locked_is_left() {
        delivery("past_elsewhere", "DELIVERED", 31);
        SqlConnection other = pool.getConnectionAndAwait();
        other.query("begin").executeAndAwait();
        other.query("select pg_advisory_xact_lock(hashtext('earshot retention'), hashtext('delivery'))")
                .executeAndAwait();
        remove();
        assertThat(ids("select id from delivery where id = 'past_elsewhere'")).hasSize(1);
        other.query("rollback").executeAndAwait();
        other.query("begin").executeAndAwait();
        other.query("select * from delivery where id = 'past_elsewhere' for update")
                .executeAndAwait();
        remove();
        assertThat(ids("select id from delivery where id = 'past_elsewhere'")).hasSize(1);
        other.query("rollback").executeAndAwait();
        other.closeAndAwait();
        remove();
        assertThat(ids("select id from delivery where id = 'past_elsewhere'")).isEmpty();
    }

    private void delivery(String id, String status, int daysAgo) {
        run("insert into delivery (id, customer_id, kind, event_id, body, status, created_at, settled_at) values ('"
                + id + "', '" + id + "', 'e', 'e', '{}', '" + status + "', now(), now() - interval '" + daysAgo
                + " days')");
    }

    private void session(String id, String customer, int daysAgo) {
        run("insert into session (id, customer_id, anonymous, platform, status, source_event, started_at,"
                + " last_seen_at, closed_at)"
                + " select '" + id + "', '" + customer + "', " + customer.startsWith("anon_")
                + ", 'p', 'ABANDONED', 'e', at, at, at from (select now() - interval '" + daysAgo
                + " days' as at) long_ago");
    }

    @Test
    @SuppressWarnings("try")
    void a_table_that_cant_be_cleared_holds_up_no_other() {
        run("insert into call (id, customer_id, session_id, platform, tool, arguments, at)"
                + " values ('kept_call', 'c', 's', 'p', 'search_items', '{}', now() - interval '91 days')");
        run("insert into kept_answer (id, claim, fingerprint, claimed_at, expires_at, answer)"
                + " values ('past_answer', 'a', 'f', now(), now() - interval '1 second', '{}')");
        try (FailingRows failing = new FailingRows(pool, "delete", "call", "old.id = 'kept_call'")) {
            assertThatThrownBy(this::remove).hasMessageContaining("Expired rows of call remain");
        }
        assertThat(ids("select id from kept_answer where id = 'past_answer'")).isEmpty();

        remove();
        assertThat(ids("select id from call where id = 'kept_call'")).isEmpty();
    }

    /** The universe of every audience. */
    private long counted() {
        return sizer.of(Rule.EMPTY).await().indefinitely().universe();
    }

    private void conversation(String id, int daysAgo) {
        String then = "now() - interval '" + daysAgo + " days'";
        run("insert into conversation values ('" + id + "', 'ann', 't', " + then + ", " + then + ")");
        run("insert into message (id, conversation_id, role, status, content, created_at) values ('" + id + "', '" + id
                + "', 'AGENT', 'COMPLETE', '', " + then + ")");
        run("insert into run_log values ('" + id + "', 1, 1, '{}')");
    }

    private int remove() {
        return retention.remove().await().indefinitely();
    }

    private void run(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private List<String> ids(String sql) {
        return StreamSupport.stream(
                        pool.query(sql + " order by 1").executeAndAwait().spliterator(), false)
                .map((Row row) -> row.getString(0))
                .toList();
    }
}
