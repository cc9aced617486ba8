package dev.earshot.chat.agent.rules;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What planners have done with an audience by saying so. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class CommandHandlerTest extends CommandedAgent {
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
    void another_name_in_place_of_a_yes_is_asked_about() {
        say(BRIEF);
        say("save it");
        assertThat(say("Desert Starters").getString("data.content")).contains("“Desert Starters”");
        assertThat(say("yes").getString("data.content")).contains("“Desert Starters”");
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
        assertThat(say("hayır").getString("data.content")).contains("hiçbir şeyi değiştirmedim");
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
}
