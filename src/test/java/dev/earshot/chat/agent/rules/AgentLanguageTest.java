package dev.earshot.chat.agent.rules;

import static dev.earshot.chat.agent.rules.PlannerDialogue.groups;
import static dev.earshot.chat.agent.rules.PlannerDialogue.say;
import static dev.earshot.chat.agent.rules.PlannerDialogue.suggested;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planners read replies and signals in their own language. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class AgentLanguageTest {
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
}
