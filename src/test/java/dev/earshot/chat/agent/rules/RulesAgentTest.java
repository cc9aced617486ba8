package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class RulesAgentTest {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    private static final Map<String, String> RECENTLY_BOUGHT = Map.of("signal", "trans_hiking", "within", "P30D");

    @Inject
    Pool pool;

    @Inject
    SettableClock clock;

    /** Says these things one after the other in one conversation, and gives the last reply. */
    private static JsonPath say(String... prompts) {
        Map<String, String> body = new HashMap<>();
        JsonPath reply = null;
        for (String prompt : prompts) {
            body.put("content", prompt);
            reply = planner("ann")
                    .body(body)
                    .post("/chat/messages")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            body.put("conversationId", reply.getString("data.conversationId"));
        }
        return reply;
    }

    private static List<String> suggested(JsonPath reply) {
        return reply.getList("data.metadata.suggestedSignals.id");
    }

    private static List<List<Object>> groups(JsonPath reply) {
        return reply.getList("data.metadata.draft.all.any");
    }

    private static List<String> excluded(JsonPath reply) {
        return reply.getList("data.metadata.draft.none");
    }

    @Test
    void a_turkish_planner_reads_the_names_of_signals_in_turkish() {
        JsonPath reply = say("Kaliforniya'da yaşayan kadınlar");
        assertThat(reply.getList("data.metadata.suggestedSignals.label"))
                .containsExactlyInAnyOrder("Kaliforniya", "Kadın");
        assertThat(reply.getList("data.metadata.suggestedSignals.name"))
                .containsExactlyInAnyOrder("California", "Female");
    }

    @ParameterizedTest
    @CsvSource({"tr, Kadın", "'tr-TR,tr;q=0.9', Kadın", "en, Female", "fr, Female", "*, Female"})
    void a_signal_is_labelled_in_the_callers_language(String language, String label) {
        planner("ann")
                .header("Accept-Language", language)
                .get("/taxonomy/signals/demo_female")
                .then()
                .statusCode(200)
                .body("data.label", is(label))
                .body("data.name", is("Female"));
        planner("ann")
                .header("Accept-Language", language)
                .get("/taxonomy/signals?q=female&limit=1")
                .then()
                .body("data[0].label", is(label));
    }

    @Test
    void a_brief_suggests_the_signals_it_means_with_reason_and_reach() {
        JsonPath reply = say(BRIEF);
        assertThat(suggested(reply)).containsExactlyInAnyOrder("loc_ca", "trans_hiking");
        assertThat(groups(reply)).containsExactlyInAnyOrder(List.of("loc_ca"), List.of(RECENTLY_BOUGHT));
        assertThat(reply.getList("data.metadata.suggestedSignals.name", String.class))
                .containsExactlyInAnyOrder("California", "Outdoor & Hiking");
        assertThat(reply.getList("data.metadata.suggestedSignals.reason", String.class))
                .allSatisfy(reason -> assertThat(reason).startsWith("matched '"));
        assertThat(reply.getString("data.content")).contains("California").endsWith("?");
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

    @Test
    void the_same_brief_gets_the_same_answer() {
        assertThat(say(BRIEF).getString("data.content")).isEqualTo(say(BRIEF).getString("data.content"));
    }

    @Test
    void reach_counts_customers_who_showed_a_signal_and_the_size_those_who_fulfil_all() {
        pool.query("""
                        insert into customer_signal
                        select 'c' || n, signal, 1, 1, now(), now(), 'test'
                        from generate_series(1, 30) n, unnest(array['loc_de', 'trans_golf']) signal
                        where signal = 'loc_de' or n <= 10 on conflict do nothing
                        """).executeAndAwait();
        String golf = say("golf equipment buyers").getString("data.metadata.suggestedSignals[0].id");
        pool.query("update customer_signal set signal_id = '" + golf + "' where signal_id = 'trans_golf'")
                .executeAndAwait();
        pool.query("insert into signal_change select customer_id, signal_id from customer_signal")
                .executeAndAwait();

        JsonPath reply = say("People in Delaware who buy golf equipment");

        assertThat(reply.getString("data.content")).contains("30 customers", "10 customers", "That is 10 of the 30");
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
    void it_says_plainly_when_nothing_fits() {
        JsonPath reply = say("people who collect qwxzt vbnmk");
        assertThat(suggested(reply)).isEmpty();
        assertThat(reply.getString("data.content"))
                .contains("Nothing in the taxonomy fits", "Not used: “qwxzt vbnmk”.");
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

    @Test
    void times_and_unused_words_are_said() {
        assertThat(say("people in Narnia who bought coffee in the last 30 days at least twice")
                        .getString("data.content"))
                .contains("Coffee & Tea in the last 30 days, at least twice.", "Not used: “Narnia”.");
        assertThat(say("people who recently bought coffee").getString("data.content"))
                .contains("Coffee & Tea in the last 30 days.");
    }

    @Test
    void it_answers_in_the_language_of_the_brief() {
        JsonPath reply = say("İstanbul'da yaşayan ve yürüyüş malzemesi alan kadınlar");
        assertThat(reply.getString("data.content"))
                .contains("Hedef kitleniz", "eşleşti")
                .endsWith("?");
        assertThat(suggested(reply)).isNotEmpty().hasSizeLessThanOrEqualTo(8);
        JsonPath dropped = say("İstanbul'da yaşayan kadınlar", "İstanbul'u çıkar");
        assertThat(groups(dropped)).hasSize(1);
        assertThat(groups(say("İstanbul'da yaşayan kadınlar", "baştan başla"))).isEmpty();
    }

    @Test
    void agreement_changes_nothing() {
        JsonPath reply = say(BRIEF, "looks good, thanks");
        assertThat(groups(reply)).hasSize(2);
        assertThat(reply.getString("data.content")).contains("stays as it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "sil!", "a olarak ", "\u200b"})
    void a_prompt_that_says_next_to_nothing_at_length_is_answered(String filling) {
        for (String prompt : List.of(
                filling.repeat(3990 / filling.length()) + "x",
                " ".repeat(1990) + filling.repeat(1990 / filling.length()) + "x")) {
            assertThat(CompletableFuture.supplyAsync(() -> say(prompt)))
                    .as("took minutes")
                    .succeedsWithin(Duration.ofMinutes(1));
        }
    }
}
