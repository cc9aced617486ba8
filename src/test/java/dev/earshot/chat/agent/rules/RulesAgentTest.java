package dev.earshot.chat.agent.rules;

import static dev.earshot.chat.agent.rules.PlannerDialogue.BRIEF;
import static dev.earshot.chat.agent.rules.PlannerDialogue.RECENTLY_BOUGHT;
import static dev.earshot.chat.agent.rules.PlannerDialogue.groups;
import static dev.earshot.chat.agent.rules.PlannerDialogue.say;
import static dev.earshot.chat.agent.rules.PlannerDialogue.suggested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent makes of one brief. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class RulesAgentTest {
    @Inject
    Pool pool;

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
    void it_says_plainly_when_nothing_fits() {
        JsonPath reply = say("people who collect qwxzt vbnmk");
        assertThat(suggested(reply)).isEmpty();
        assertThat(reply.getString("data.content"))
                .contains("Nothing in the taxonomy fits", "Not used: “qwxzt vbnmk”.");
    }

    @Test
    void times_and_unused_words_are_said() {
        assertThat(say("people in Narnia who bought coffee in the last 30 days at least twice")
                        .getString("data.content"))
                .contains("Coffee & Tea in the last 30 days, at least twice.", "Not used: “Narnia”.");
        assertThat(say("people who recently bought coffee").getString("data.content"))
                .contains("Coffee & Tea in the last 30 days.");
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
