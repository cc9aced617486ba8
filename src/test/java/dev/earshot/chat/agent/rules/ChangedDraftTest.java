package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.audience.Rule;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands about a draft or an audience that was changed meanwhile. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class ChangedDraftTest extends CommandedAgent {
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
    void a_meaning_is_not_chosen_for_a_draft_that_is_full() {
        conversation = Api.conversation(planner("ann"));
        String[] signals = StarterTaxonomy.load().stream()
                .filter(signal -> signal.type() == SignalType.TRANSACTION)
                .map(Signal::id)
                .limit(Rule.MOST_GROUPS)
                .toArray(String[]::new);
        changeDraft(null, signals).statusCode(200);
        assertThat(say("people who love apple").getString("data.content")).endsWith("?");

        JsonPath refused = say("yes");
        assertThat(refused.getString("data.content")).contains("at most 20 conditions");
        assertThat(refused.getList("data.metadata.draft.all.any")).hasSize(Rule.MOST_GROUPS);
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

        assertThat(say("yes").getString("data.content")).startsWith("“Hikers” changed after I asked");
        assertThat(audience(id).getInt("data.version")).isEqualTo(2);
        assertThat(audience(id).getList("data.rule.all[0].any")).isEqualTo(List.of("loc_or"));
    }

    @Test
    void what_was_changed_between_question_and_yes_is_not_activated() {
        String id = saved("Hikers");
        say("activate it");
        change(id, "Hikers", "loc_or");

        assertThat(say("yes").getString("data.content")).startsWith("“Hikers” changed after I asked");
        assertThat(audience(id).getBoolean("data.active")).isFalse();
        assertThat(audience(id).getList("data.rule.all[0].any")).isEqualTo(List.of("loc_or"));
    }
}
