package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.StoredSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.StoredSignals;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What planners have done with an audience by saying so. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class CommandHandlerTest {
    private static final String BRIEF = "People in California who bought hiking gear";

    @Inject
    Pool pool;

    private String conversation;

    @BeforeEach
    void someCustomers() {
        StoredSignals.forgetAll(pool);
        show(pool, customers("c", 10), "loc_ca", "trans_hiking");
        show(pool, customers("c", 4), "demo_student");
        show(pool, customers("o", 5), "loc_or", "trans_hiking");
        show(pool, customers("x", 7), "trans_hiking");
        conversation = null;
    }

    /** Other tests count whom they see. */
    @AfterEach
    void leaveNobody() {
        StoredSignals.forgetAll(pool);
    }

    @Test
    void an_audience_is_saved_once_the_planner_has_said_yes() {
        say(BRIEF);
        JsonPath asked = say("save it as Hikers out west");
        assertThat(asked.getString("data.content"))
                .contains("“Hikers out west”", "10 customers")
                .endsWith("now.");
        assertThat(asked.getMap("data.metadata.confirm")).containsEntry("act", "save");
        planner("ann").get("/audiences").then().body("data", empty());

        JsonPath done = say("yes");
        assertThat(done.getString("data.content")).startsWith("Saved as “Hikers out west”");
        assertThat(done.getString("data.metadata.audience.name")).isEqualTo("Hikers out west");
        assertThat(done.getString("data.metadata.confirm")).isNull();
        planner("ann").get("/audiences").then().body("data.id", contains(done.getString("data.metadata.audience.id")));
        planner("ann").get("/audiences").then().body("data.active", contains(false));
    }

    @Test
    void a_draft_that_was_changed_by_hand_is_what_is_shown_counted_saved_and_refined() {
        String reply = say(BRIEF).getString("data.id");
        changeDraft(reply, "loc_ca", "trans_hiking", "demo_student")
                .statusCode(200)
                .body("data.after", is(reply))
                .body(
                        "data.rule.all.any",
                        is(List.of(List.of("loc_ca"), List.of("trans_hiking"), List.of("demo_student"))));
        planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .body("data.draft.rule.all", hasSize(3))
                .body("data.draft.after", is(reply));

        assertThat(say("save it as Hiking students").getString("data.content")).contains("4 customers");
        say("yes");
        assertThat(planner("ann").get("/audiences").jsonPath().getList("data[0].rule.all.any"))
                .isEqualTo(List.of(List.of("loc_ca"), List.of("trans_hiking"), List.of("demo_student")));
        assertThat(say("only women").getList("data.metadata.draft.all.any")).contains(List.of("demo_student"));
    }

    @Test
    void a_yes_to_a_question_about_another_draft_does_nothing() {
        say(BRIEF);
        say("save it as A");
        changeDraft(null, "loc_or").statusCode(200);

        assertThat(say("yes").getString("data.content")).contains("stays as it is");
        assertThat(audiences()).isEmpty();
    }

    @Test
    void a_draft_is_changed_by_hand_before_anything_is_said_too() {
        conversation = Api.conversation(planner("ann"));
        changeDraft(null, "demo_student").statusCode(200);

        assertThat(say("People in California").getList("data.metadata.draft.all.any"))
                .containsExactlyInAnyOrder(List.of("demo_student"), List.of("loc_ca"));
        changeDraft(null).statusCode(200);
        assertThat(say("save it").getString("data.metadata.confirm")).isNull();
    }

    @Test
    void a_draft_is_not_changed_over_a_later_one_or_while_a_reply_is_made_or_by_somebody_else() {
        String first = say(BRIEF).getString("data.id");
        String second = say("only women").getString("data.id");
        changeDraft(first, "loc_or").statusCode(409).body("code", is("DRAFT_CHANGED"));
        status(second, "STREAMING");
        changeDraft(null, "loc_or").statusCode(409).body("code", is("RUN_IN_PROGRESS"));
        status(second, "COMPLETE");
        changeDraft(null, "own_nothing").statusCode(400).body("errors.field", contains("rule.all[0].any[0]"));
        planner("bob")
                .body(Map.of("rule", rule("loc_or")))
                .put("/chat/conversations/" + conversation + "/draft")
                .then()
                .statusCode(404)
                .body("code", is("CONVERSATION_NOT_FOUND"));
        planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .body("data.draft.after", is(second))
                .body("data.draft.rule.all", hasSize(3));
    }

    private ValidatableResponse changeDraft(String after, String... signals) {
        Map<String, Object> body = new HashMap<>(Map.of("rule", rule(signals)));
        if (after != null) {
            body.put("after", after);
        }
        return planner("ann")
                .body(body)
                .put("/chat/conversations/" + conversation + "/draft")
                .then();
    }

    private static Map<String, Object> rule(String... signals) {
        return Map.of(
                "all",
                Stream.of(signals).map(signal -> Map.of("any", List.of(signal))).toList(),
                "none",
                List.of());
    }

    private void status(String message, String status) {
        pool.preparedQuery("update message set status = $2 where id = $1").executeAndAwait(Tuple.of(message, status));
    }

    @Test
    void another_name_in_place_of_a_yes_is_asked_about() {
        say(BRIEF);
        say("save it");
        assertThat(say("Desert Starters").getString("data.content")).contains("“Desert Starters”");
        assertThat(say("yes").getString("data.content")).contains("“Desert Starters”");
    }

    @Test
    void a_yes_said_anew_makes_no_second_audience() {
        say(BRIEF);
        say("save it");
        String id = say("yes").getString("data.id");
        planner("ann").post("/chat/messages/" + id + "/regenerate").then().statusCode(201);

        assertThat(audiences()).hasSize(1);
    }

    @Test
    void nothing_is_done_after_a_no_or_other_words() {
        say(BRIEF);
        say("save it as A");
        assertThat(say("no, thanks").getString("data.content")).contains("nothing");
        say("yes");
        say("save it as B");
        say("only women");
        say("yes");

        assertThat(audiences()).isEmpty();
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
    void a_yes_to_nothing_does_nothing() {
        say(BRIEF);
        assertThat(say("yes").getString("data.content")).contains("stays as it is");
        assertThat(audiences()).isEmpty();
    }

    @Test
    void activating_asks_first_and_saves_what_is_not_saved_yet() {
        say(BRIEF);
        JsonPath asked = say("activate it");
        assertThat(asked.getMap("data.metadata.confirm")).containsEntry("act", "save_and_activate");
        assertThat(asked.getString("data.content")).contains("Netmera", "10 customers");
        JsonPath done = say("go ahead");

        String id = done.getString("data.metadata.audience.id");
        assertThat(done.getString("data.content")).contains("is active");
        planner("ann").get("/audiences").then().body("data.active", contains(true));
        planner("ann").get("/audiences/{id}/activations", id).then().body("data.by", contains("ann"));
    }

    @Test
    void a_changed_draft_is_saved_as_another_version_of_the_same_audience() {
        say(BRIEF);
        say("save it as Hikers");
        say("yes");
        say("also exclude students");
        assertThat(say("activate it").getMap("data.metadata.confirm")).containsEntry("act", "save_and_activate");
        say("yes");

        planner("ann")
                .get("/audiences")
                .then()
                .body("data.version", contains(2))
                .body("data.name", contains("Hikers"));
        planner("ann").get("/audiences").then().body("data[0].rule.none", contains("demo_student"));
    }

    @Test
    void what_was_changed_between_question_and_yes_is_not_overwritten() {
        String id = saved("Hikers");
        say("also exclude students");
        say("save it");
        change(id, "Hikers", "loc_or");

        assertThat(say("yes").getString("data.content")).startsWith("“Hikers” has been changed since I asked");
        assertThat(audience(id).getInt("data.version")).isEqualTo(2);
        assertThat(audience(id).getList("data.rule.all[0].any")).isEqualTo(List.of("loc_or"));
    }

    @Test
    void what_was_changed_between_question_and_yes_is_not_activated() {
        String id = saved("Hikers");
        say("activate it");
        change(id, "Hikers", "loc_or");

        assertThat(say("yes").getString("data.content")).startsWith("“Hikers” has been changed since I asked");
        assertThat(audience(id).getBoolean("data.active")).isFalse();
        assertThat(audience(id).getList("data.rule.all[0].any")).isEqualTo(List.of("loc_or"));
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

    /** The row of the reply is held by what it does; whoever wants to stop it waits for that. */
    private boolean isStopping() {
        return pool.query("""
                        select from pg_stat_activity where wait_event_type = 'Lock' and query like '%stop_requested = true%'""").executeAndAwait().size() > 0;
    }

    /** As if the replica had died before it did anything. */
    private void undone(JsonPath reply) {
        pool.query("delete from audience_version").executeAndAwait();
        pool.query("delete from audience").executeAndAwait();
        pool.preparedQuery("""
                        update message set status = 'INTERRUPTED', content = '', metadata = null, effect = null, replay = null
                        where id = $1""").executeAndAwait(Tuple.of(reply.getString("data.id")));
    }

    @Test
    void somebody_elses_yes_is_not_heard() {
        say(BRIEF);
        say("save it");
        planner("bob")
                .body(Map.of("conversationId", conversation, "content", "yes"))
                .post("/chat/messages")
                .then()
                .statusCode(404);
        assertThat(audiences()).isEmpty();
    }

    @Test
    void smaller_and_bigger_say_by_which_signal_and_how_much() {
        say(BRIEF);
        assertThat(say("make it smaller").getString("data.content"))
                .contains("It has 10 customers", "- add Students: 4 (−6)");
        assertThat(say("make it bigger").getString("data.content"))
                .contains("- drop California: 22 (+12)", "Oregon as an alternative to California: 15 (+5)");
        JsonPath added = say("add students");
        assertThat(added.getString("data.content")).contains("That is 4 of the 22");
    }

    @Test
    void it_speaks_turkish_too() {
        say("İstanbul'da yaşayan ve yürüyüş malzemesi alanlar");
        assertThat(say("Yürüyüşçüler olarak kaydet").getString("data.content"))
                .contains("“Yürüyüşçüler” adıyla kaydedeyim mi?");
        assertThat(say("evet").getString("data.content")).contains("kaydedildi");
        assertThat(say("etkinleştir").getString("data.content")).contains("etkinleştireyim mi?");
        assertThat(say("hayır").getString("data.content")).contains("hiçbir şey yapmadım");
        assertThat(audiences()).containsExactly("Yürüyüşçüler");
    }

    @Test
    void there_is_nothing_to_save_without_a_draft() {
        assertThat(say("save it").getString("data.content")).contains("no draft yet");
    }

    @Test
    void who_has_not_bought_is_left_out() {
        List<String> none =
                say("people interested in camping gear who haven't bought").getList("data.metadata.draft.none");
        assertThat(none).contains("trans_hiking");
        List<String> hariç =
                say("kamp malzemeleriyle ilgilenen ama satın almamış kişiler").getList("data.metadata.draft.none");
        assertThat(hariç).contains("trans_hiking");
        assertThat(say("koşuyu seven ama kamp malzemesi almamış kişiler").getList("data.metadata.draft.all"))
                .as("an object of its own is what they have not bought")
                .hasSize(1);
    }

    private JsonPath say(String prompt) {
        Map<String, String> body = conversation == null
                ? Map.of("content", prompt)
                : Map.of("content", prompt, "conversationId", conversation);
        JsonPath reply = planner("ann")
                .body(body)
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        conversation = reply.getString("data.conversationId");
        return reply;
    }

    /** The id of what the brief is saved as. */
    private String saved(String name) {
        say(BRIEF);
        say("save it as " + name);
        return say("yes").getString("data.metadata.audience.id");
    }

    private static void change(String id, String name, String signal) {
        Map<String, Object> rule = Map.of("all", List.of(Map.of("any", List.of(signal))));
        planner("ann")
                .body(Map.of("name", name, "rule", rule))
                .put("/audiences/{id}", id)
                .then()
                .statusCode(200);
    }

    private static JsonPath audience(String id) {
        return planner("ann").get("/audiences/{id}", id).jsonPath();
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

    private static List<String> audiences() {
        return planner("ann").get("/audiences").jsonPath().getList("data.name");
    }

    private static List<String> customers(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }
}
