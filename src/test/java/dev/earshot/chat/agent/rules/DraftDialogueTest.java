package dev.earshot.chat.agent.rules;

import static dev.earshot.chat.agent.rules.PlannerDialogue.BRIEF;
import static dev.earshot.chat.agent.rules.PlannerDialogue.RECENTLY_BOUGHT;
import static dev.earshot.chat.agent.rules.PlannerDialogue.excluded;
import static dev.earshot.chat.agent.rules.PlannerDialogue.groups;
import static dev.earshot.chat.agent.rules.PlannerDialogue.say;
import static dev.earshot.chat.agent.rules.PlannerDialogue.suggested;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each prompt of a conversation does to its draft. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class DraftDialogueTest {
    @Inject
    SettableClock clock;

    @Test
    void a_draft_that_is_asked_for_before_there_is_one_is_missing() {
        assertThat(say("show me the draft").getString("data.content")).startsWith("There is no draft yet.");
        assertThat(say("taslağı göster").getString("data.content")).startsWith("Henüz bir taslak yok.");
        assertThat(say(BRIEF, "start over", "show me the draft").getString("data.content"))
                .startsWith("There is no draft yet.");
    }

    @Test
    void a_later_prompt_excludes() {
        JsonPath reply = say(BRIEF, "also exclude students");
        assertThat(groups(reply)).containsExactlyInAnyOrder(List.of("loc_ca"), List.of(RECENTLY_BOUGHT));
        assertThat(excluded(reply)).isNotEmpty().allSatisfy(id -> assertThat(id).startsWith("demo_"));
        assertThat(reply.getString("data.content")).contains("Left out: ");
    }

    @Test
    void only_narrows_and_replaces_what_it_contradicts() {
        JsonPath women = say(BRIEF, "only women");
        assertThat(groups(women)).hasSize(3);
        String conversation = women.getString("data.conversationId");
        JsonPath men = planner("ann")
                .body(Map.of("conversationId", conversation, "content", "only men"))
                .post("/chat/messages")
                .jsonPath();
        assertThat(groups(men))
                .hasSize(3)
                .doesNotContainAnyElementsOf(List.of(groups(women).get(2)));
    }

    @Test
    void drop_takes_out_what_it_names() {
        JsonPath reply = say(BRIEF, "drop California");
        assertThat(groups(reply)).containsExactly(List.of(RECENTLY_BOUGHT));
        assertThat(excluded(reply)).isEmpty();
    }

    @Test
    void start_over_empties_the_draft() {
        JsonPath reply = say(BRIEF, "start over");
        assertThat(groups(reply)).isEmpty();
        assertThat(suggested(reply)).isEmpty();
        assertThat(reply.getString("data.content")).contains("empty").endsWith("?");
    }

    @Test
    void two_places_are_alternatives() {
        JsonPath reply = say("People in California or Oregon who love yoga");
        assertThat(groups(reply)).anySatisfy(group -> assertThat(group).containsExactly("loc_ca", "loc_or"));
        assertThat(groups(say(BRIEF, "also Texas")))
                .anySatisfy(group -> assertThat(group).containsExactly("loc_ca", "loc_tx"));
    }

    @Test
    void agreement_changes_nothing() {
        JsonPath reply = say(BRIEF, "looks good, thanks");
        assertThat(groups(reply)).hasSize(2);
        assertThat(reply.getString("data.content")).contains("stays as it is");
    }

    @Test
    void what_is_no_description_either_is_not_understood() {
        JsonPath reply = say("women who do yoga", "qwxzt vbnmk");
        assertThat(groups(reply)).isEqualTo(groups(say("women who do yoga")));
        assertThat(reply.getString("data.content")).contains("I'm not sure what you mean", "“qwxzt vbnmk”");
    }

    @Test
    void a_word_with_several_meanings_is_asked_about_and_not_drafted() {
        JsonPath asked = say("women who love apple");
        assertThat(groups(asked)).isEqualTo(List.of(List.of("demo_female")));
        assertThat(asked.getString("data.content")).endsWith("By “apple”, do you mean Consumer Electronics?");
        assertThat(groups(say("women who love apple", "yes")))
                .isEqualTo(List.of(List.of("demo_female"), List.of("int_electronics")));
        assertThat(groups(say("women who love apple", "the company")))
                .isEqualTo(List.of(List.of("demo_female"), List.of("int_electronics")));
        assertThat(groups(say("women who love apple", "neither"))).isEqualTo(List.of(List.of("demo_female")));
        assertThat(groups(say("women who love apple", "how many?", "yes"))).isEqualTo(List.of(List.of("demo_female")));
    }

    /** As when the next prompt comes to a replica whose clock is behind: what was said later is later. */
    @Test
    void a_clock_that_goes_backwards_loses_neither_the_draft_nor_the_order() {
        String conversation = say(BRIEF).getString("data.conversationId");
        clock.advance(Duration.ofSeconds(-5));
        try {
            JsonPath reply = planner("ann")
                    .body(Map.of("conversationId", conversation, "content", "Also people who live in Texas"))
                    .post("/chat/messages")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            assertThat(groups(reply).stream().flatMap(List::stream)).contains("loc_ca", RECENTLY_BOUGHT, "loc_tx");
            assertThat(planner("ann")
                            .get("/chat/conversations/" + conversation)
                            .jsonPath()
                            .getList("data.messages.content", String.class))
                    .hasSize(4)
                    .satisfies(said -> {
                        assertThat(said.get(0)).isEqualTo(BRIEF);
                        assertThat(said.get(2)).isEqualTo("Also people who live in Texas");
                        assertThat(said.get(3)).isEqualTo(reply.getString("data.content"));
                    });
        } finally {
            clock.advance(Duration.ofSeconds(5));
        }
    }
}
