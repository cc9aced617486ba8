package dev.earshot.chat.run;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.audience.Rule;
import dev.earshot.chat.Effect;
import dev.earshot.chat.Effects;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Replica;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.SavedAudience;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Frames added to the log again because the first answer was lost, and what other replicas do to a reply meanwhile.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class RunLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    RunLog log;

    @Inject
    ReplicaLeases leases;

    @Inject
    Effects effects;

    @Inject
    Replica replica;

    @Inject
    Pool pool;

    private Run reply;
    private Run other;

    @BeforeEach
    void begin() {
        run("delete from conversation where owner = 'log'");
        reply = streaming("msg_1");
        other = streaming("msg_2");
    }

    /** The state when its first words are due; it began so late that its run is not yet expected here. */
    private Run streaming(String id) {
        run("""
                insert into conversation (id, owner, title, created_at, updated_at)
                values ('of_%s', 'log', '', now(), now())""".formatted(id));
        run("""
                insert into message (id, conversation_id, role, status, content, runner, created_at)
                values ('%s', 'of_%s', 'AGENT', 'STREAMING', '', '%s', now() + interval '1 hour')""".formatted(id, id, replica.id()));
        AgentRequest turn = new AgentRequest(
                "of_" + id, id, "log", "hiking", ConversationState.NOTHING, false, Optional.empty(), List.of());
        return new Run(turn, Instant.now(), 1000, () -> {});
    }

    @Test
    void what_comes_again_with_more_behind_it_stands_there_once() {
        append(said(reply, 1, 3));
        assertThat(append(said(reply, 1, 5)).logged()).containsExactly("msg_1");
        append(said(reply, 6, 7));

        assertThat(read(0)).isEqualTo(frames(1, 7));
        assertThat(read(3)).isEqualTo(frames(4, 7));
        assertThat(read(6)).isEqualTo(frames(7, 7));
    }

    @Test
    void an_attempt_that_arrives_after_a_longer_one_takes_nothing_away() {
        append(said(reply, 1, 5));
        append(said(reply, 1, 3));
        append(said(reply, 6, 7));

        assertThat(read(0)).isEqualTo(frames(1, 7));
    }

    @Test
    void the_replica_that_ended_a_reply_learns_so_however_often_it_asks() {
        assertThat(append(ended(reply, 1, 4)).logged()).containsExactly("msg_1");
        assertThat(append(ended(reply, 1, 4)).logged()).containsExactly("msg_1");

        assertThat(log.read("msg_1", 0).await().atMost(PATIENCE)).isEqualTo(new RunLog.Logged(whole(1, 4), false));
    }

    @Test
    void a_reply_that_another_replica_has_ended_is_lost_and_gets_nothing_more() {
        append(said(reply, 1, 3), said(other, 1, 3));
        leases.reap("msg_1").await().atMost(PATIENCE);

        RunLog.Outcome outcome = append(said(reply, 1, 5), said(other, 4, 5));

        assertThat(outcome).isEqualTo(new RunLog.Outcome(Set.of("msg_2"), Set.of("msg_1")));
        assertThat(read(0))
                .startsWith(frames(1, 3).toArray(String[]::new))
                .endsWith(StreamFrame.end("msg_1", MessageStatus.INTERRUPTED))
                .hasSize(4);
    }

    @Test
    void a_reply_whose_conversation_is_gone_is_lost() {
        run("delete from conversation where id = 'of_msg_1'");

        assertThat(append(said(reply, 1, 3))).isEqualTo(new RunLog.Outcome(Set.of(), Set.of("msg_1")));
    }

    @Test
    void a_locked_reply_comes_again_and_holds_up_no_other() {
        SqlConnection somebody = pool.getConnection().await().atMost(PATIENCE);
        Transaction holding = somebody.begin().await().atMost(PATIENCE);
        somebody.query("select from message where id = 'msg_1' for update")
                .execute()
                .await()
                .atMost(PATIENCE);

        assertThat(append(said(reply, 1, 3), said(other, 1, 3)))
                .isEqualTo(new RunLog.Outcome(Set.of("msg_2"), Set.of()));

        holding.rollback().await().atMost(PATIENCE);
        somebody.close().await().atMost(PATIENCE);
        assertThat(append(said(reply, 1, 4)).logged()).containsExactly("msg_1");
        assertThat(read(0)).isEqualTo(frames(1, 4));
    }

    @Test
    void what_a_reply_did_is_told_by_its_message_when_it_is_stopped() {
        did("msg_1");
        append(new Run.Slice(
                reply,
                1,
                List.of(StreamFrame.end("msg_1", MessageStatus.STOPPED)),
                Optional.of(new Run.Ending(MessageStatus.STOPPED, "", null, ReplyReplay.of(List.of())))));

        assertThat(values("select status, content, metadata -> 'audience' ->> 'id' from message where id = 'msg_1'"))
                .containsExactly("STOPPED", "Saved.", "aud_1");
    }

    @Test
    void what_a_reply_did_is_said_when_its_replica_has_died() {
        did("msg_1");
        leases.reap("msg_1").await().atMost(PATIENCE);

        assertThat(values("select status, content, metadata -> 'audience' ->> 'id' from message where id = 'msg_1'"))
                .containsExactly("INTERRUPTED", "Saved.", "aud_1");
        assertThat(read(0))
                .containsExactly(StreamFrame.chunk("Saved."), StreamFrame.end("msg_1", MessageStatus.INTERRUPTED));
    }

    @Test
    void a_reply_acts_once_however_often_it_is_told_to_and_not_after_its_end() {
        AtomicInteger acts = new AtomicInteger();
        Effect effect = effect("aud_1");
        for (int i = 0; i < 2; i++) {
            assertThat(effects.once("msg_1", transaction -> {
                                acts.incrementAndGet();
                                return Uni.createFrom().item(effect);
                            })
                            .await()
                            .atMost(PATIENCE))
                    .isEqualTo(effect);
        }
        assertThat(acts).hasValue(1);

        leases.reap("msg_2").await().atMost(PATIENCE);
        Uni<Effect> tooLate =
                effects.once("msg_2", transaction -> Uni.createFrom().item(effect));
        assertThatThrownBy(() -> tooLate.await().atMost(PATIENCE)).isInstanceOf(IllegalStateException.class);
    }

    private void did(String message) {
        effects.once(message, transaction -> Uni.createFrom().item(effect("aud_1")))
                .await()
                .atMost(PATIENCE);
    }

    private static Effect effect(String audience) {
        return new Effect(
                "Saved.",
                new ReplyMetadata(List.of(), Rule.EMPTY, List.of(), new SavedAudience(audience, "Hikers"), null, null));
    }

    @Test
    void the_end_of_a_reply_whose_conversation_is_being_deleted_does_not_wait_for_that() {
        SqlConnection deleter = pool.getConnection().await().atMost(PATIENCE);
        Transaction deleting = deleter.begin().await().atMost(PATIENCE);
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
        deleter.close().await().atMost(PATIENCE);
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

    private List<String> values(String sql) {
        return StreamSupport.stream(
                        pool.query(sql).execute().await().atMost(PATIENCE).spliterator(), false)
                .flatMap(row -> IntStream.range(0, row.size()).mapToObj(row::getString))
                .toList();
    }

    private RunLog.Outcome append(Run.Slice... slices) {
        return log.append(List.of(slices)).await().atMost(PATIENCE);
    }

    private List<String> read(int after) {
        return log.read("msg_1", after).await().atMost(PATIENCE).frames();
    }

    private static Run.Slice said(Run run, int first, int last) {
        return new Run.Slice(run, first, frames(first, last), Optional.empty());
    }

    private static Run.Slice ended(Run run, int first, int last) {
        return new Run.Slice(
                run,
                first,
                whole(first, last),
                Optional.of(new Run.Ending(MessageStatus.COMPLETE, "all", null, ReplyReplay.of(List.of(3)))));
    }

    private static List<String> whole(int first, int last) {
        List<String> frames = new ArrayList<>(frames(first, last - 1));
        frames.add(StreamFrame.end("msg_1", MessageStatus.COMPLETE));
        return frames;
    }

    private static List<String> frames(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> StreamFrame.chunk("word " + n))
                .toList();
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
