package dev.earshot.chat.run;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.HeldRows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Replies beside other writers of the same rows. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ReplyLocksTest extends LoggedReplies {
    @Test
    void a_locked_reply_comes_again_and_holds_up_no_other() {
        HeldRows.during(
                pool,
                "select from message where id = 'msg_1' for update",
                Tuple.tuple(),
                () -> assertThat(append(said(reply, 1, 3), said(other, 1, 3)))
                        .isEqualTo(new RunLog.Outcome(Set.of("msg_2"), Set.of())));

        assertThat(append(said(reply, 1, 4)).logged()).containsExactly("msg_1");
        assertThat(read(0)).isEqualTo(frames(1, 4));
    }

    @Test
    void the_end_of_a_reply_whose_conversation_is_being_deleted_does_not_wait_for_that() {
        SqlConnection deleter = pool.getConnection().await().atMost(PATIENCE);
        Transaction deleting = deleter.begin().await().atMost(PATIENCE);
        try {
            deleter.query("select from conversation where id = 'of_msg_1' for update")
                    .execute()
                    .await()
                    .atMost(PATIENCE);

            assertThat(append(ended(reply, 1, 4), ended(other, 1, 4)))
                    .isEqualTo(new RunLog.Outcome(Set.of("msg_2"), Set.of()));

            deleter.query("delete from conversation where id = 'of_msg_1'")
                    .execute()
                    .await()
                    .atMost(PATIENCE);
            deleting.commit().await().atMost(PATIENCE);
        } finally {
            // Undoes what was not committed.
            deleter.close().await().atMost(PATIENCE);
        }
        assertThat(append(ended(reply, 1, 4)).lost()).containsExactly("msg_1");
    }

    @Test
    void conversations_are_deleted_while_their_replies_end() {
        for (int round = 0; round < 40; round++) {
            begin();
            Uni<Void> end =
                    log.append(List.of(ended(reply, 1, 4), ended(other, 1, 4))).replaceWithVoid();
            Uni<Void> deletion = pool.query("delete from conversation where id in ('of_msg_1', 'of_msg_2')")
                    .execute()
                    .replaceWithVoid();
            Uni.join().all(end, deletion).andFailFast().await().atMost(PATIENCE);
        }
    }

    @Test
    void feedback_on_a_reply_that_is_ending_leaves_it_ended() {
        whileHeld(
                "update message set status = 'COMPLETE', content = 'all' where id = 'msg_1'",
                () -> planner("log")
                        .body(Map.of("rating", "up", "comment", "Just so"))
                        .post("/chat/messages/msg_1/feedback")
                        .statusCode(),
                204);

        assertThat(values("select status, content, rating, comment from message where id = 'msg_1'"))
                .containsExactly("COMPLETE", "all", "UP", "Just so");
    }

    @Test
    void a_new_name_for_a_conversation_that_is_written_in_leaves_its_place_in_the_list() {
        whileHeld(
                "update conversation set updated_at = '2030-01-01T00:00:00Z' where id = 'of_msg_1'",
                () -> planner("log")
                        .body(Map.of("title", "Autumn"))
                        .patch("/chat/conversations/of_msg_1")
                        .statusCode(),
                200);

        assertThat(values("select title, extract(year from updated_at)::text from conversation where id = 'of_msg_1'"))
                .containsExactly("Autumn", "2030");
    }

    /** The request comes while another transaction holds the row, which then changes it and commits. */
    private void whileHeld(String change, Supplier<Integer> request, int status) {
        SqlConnection holder = pool.getConnection().await().atMost(PATIENCE);
        Transaction holding = holder.begin().await().atMost(PATIENCE);
        holder.query(change).execute().await().atMost(PATIENCE);
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(request);
        awaitLocked();
        holding.commit().await().atMost(PATIENCE);
        holder.close().await().atMost(PATIENCE);
        assertThat(answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(status);
    }

    private void awaitLocked() {
        Awaitility.await().atMost(PATIENCE).until(() -> !values("""
                        select pid::text from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'""").isEmpty());
    }
}
