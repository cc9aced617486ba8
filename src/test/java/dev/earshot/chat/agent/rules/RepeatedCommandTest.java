package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Commands that are answered anew, or stopped: their effect happens once. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class RepeatedCommandTest extends CommandedAgent {
    @Test
    void a_yes_said_anew_makes_no_second_audience() {
        say(BRIEF);
        say("save it");
        String id = say("yes").getString("data.id");
        planner("ann").post("/chat/messages/" + id + "/regenerate").then().statusCode(201);

        assertThat(audiences()).hasSize(1);
    }

    @Test
    void a_yes_does_not_reach_back_over_an_answer_that_was_stopped() {
        say(BRIEF);
        say("activate it");
        stopped(say("wait, exclude students"));

        assertThat(say("ok").getString("data.content")).contains("stays as it is");
        assertThat(audiences()).isEmpty();
    }

    @Test
    void a_yes_answered_anew_does_nothing_again_and_says_what_was_done() {
        String id = saved("Hikers");
        say("also exclude students");
        say("activate it");
        String yes = say("yes").getString("data.id");
        planner("ann").post("/audiences/{id}/deactivate", id).then().statusCode(202);
        change(id, "Hikers", "loc_or");

        assertThat(anew(yes)).contains("“Hikers” is active", "does not do it again");
        assertThat(audience(id).getBoolean("data.active")).isFalse();
        assertThat(audience(id).getInt("data.version")).isEqualTo(3);
        assertThat(audience(id).getList("data.rule.all[0].any")).isEqualTo(List.of("loc_or"));
    }

    @Test
    void a_yes_answered_anew_does_not_bring_a_deleted_audience_back() {
        say(BRIEF);
        say("save it as Hikers");
        JsonPath yes = say("yes");
        planner("ann")
                .delete("/audiences/{id}", yes.getString("data.metadata.audience.id"))
                .then()
                .statusCode(204);

        anew(yes.getString("data.id"));
        assertThat(audiences()).isEmpty();
    }

    @Test
    void a_yes_of_which_nothing_came_is_asked_for_once_more_when_it_is_answered_anew() {
        say(BRIEF);
        say("save it as Hikers");
        JsonPath yes = say("yes");
        undone(yes);

        assertThat(anew(yes.getString("data.id"))).startsWith("Shall I save it as “Hikers”?");
        assertThat(audiences()).isEmpty();
        assertThat(say("yes").getString("data.content")).startsWith("Saved as “Hikers”");
        assertThat(audiences()).containsExactly("Hikers");
    }

    @Test
    void a_question_asked_anew_after_its_yes_is_not_answered_by_a_later_yes() {
        say(BRIEF);
        String question = say("save it as Hikers").getString("data.id");
        say("yes");
        anew(question);

        assertThat(say("yes").getString("data.content")).contains("stays as it is");
        assertThat(audiences()).containsExactly("Hikers");
    }

    @Test
    void the_draft_is_the_latest_turns_whatever_is_answered_anew() {
        String first = say(BRIEF).getString("data.id");
        say("also exclude students");
        anew(first);

        JsonPath next = say("only women");
        assertThat(next.getList("data.metadata.draft.none")).isEqualTo(List.of("demo_student"));
        JsonPath all =
                planner("ann").get("/chat/conversations/{id}", conversation).jsonPath();
        assertThat(all.getList("data.messages.role"))
                .isEqualTo(List.of("user", "agent", "agent", "user", "agent", "user", "agent"));
        assertThat(all.getList("data.messages[6].metadata.draft.none")).isEqualTo(List.of("demo_student"));
    }

    @Test
    void a_yes_that_is_stopped_while_it_is_carried_out_is_carried_out_and_told() throws Exception {
        say(BRIEF);
        say("save it as Hikers and activate it");
        SqlConnection holder = pool.getConnectionAndAwait();
        Transaction holding = holder.beginAndAwait();
        holder.query("lock table activation in exclusive mode").executeAndAwait();
        CompletableFuture<JsonPath> yes = CompletableFuture.supplyAsync(() -> say("yes"));
        await().until(() -> waitsFor("activation"));
        CompletableFuture<Integer> stop = CompletableFuture.supplyAsync(() -> planner("ann")
                .post("/chat/conversations/{id}/stop", conversation)
                .statusCode());
        await().until(this::isStopping);
        holding.commitAndAwait();
        holder.closeAndAwait();

        assertThat(stop.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        JsonPath told = yes.get(20, TimeUnit.SECONDS);
        assertThat(told.getString("data.content")).contains("“Hikers” is active");
        assertThat(told.getString("data.metadata.audience.name")).isEqualTo("Hikers");
        planner("ann").get("/audiences").then().body("data.active", contains(true));
        assertThat(say("activate it").getMap("data.metadata.confirm"))
                .containsEntry("audienceId", told.getString("data.metadata.audience.id"));
    }

    private boolean waitsFor(String table) {
        String waiting = "select from pg_locks where not granted and relation = $1::text::regclass";
        return pool.preparedQuery(waiting).executeAndAwait(Tuple.of(table)).size() > 0;
    }

    /** The row of the reply is held by what it does, and stopping it waits for that. */
    private boolean isStopping() {
        String waiting = "select from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%stop_requested = true%'";
        return pool.query(waiting).executeAndAwait().size() > 0;
    }

    /** As if the replica had died before it did anything. */
    private void undone(JsonPath reply) {
        pool.query("delete from audience_version").executeAndAwait();
        pool.query("delete from audience").executeAndAwait();
        pool.preparedQuery("""
                        update message set status = 'INTERRUPTED', content = '', metadata = null, effect = null,
                          replay = null
                        where id = $1""").executeAndAwait(Tuple.of(reply.getString("data.id")));
    }

    /** What is said when a reply is made again. */
    private static String anew(String reply) {
        return planner("ann")
                .post("/chat/messages/{id}/regenerate", reply)
                .jsonPath()
                .getString("data.content");
    }

    /** As if it had been stopped before its end: what was said of the draft is not kept. */
    private void stopped(JsonPath reply) {
        pool.preparedQuery("update message set status = 'STOPPED', metadata = null where id = $1")
                .executeAndAwait(Tuple.of(reply.getString("data.id")));
    }
}
