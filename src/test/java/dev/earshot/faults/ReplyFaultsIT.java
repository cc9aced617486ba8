package dev.earshot.faults;

import static dev.earshot.testing.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.database.DatabaseLine;
import dev.earshot.testing.process.RunningApp;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Replies of two replicas with failing connections to the database, compared exactly: what viewers of either saw, and
 * what is kept.
 */
class ReplyFaultsIT {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    private static final Surroundings SURROUNDINGS = new Surroundings();

    private static DatabaseLine lineHere;
    private static DatabaseLine lineThere;
    private static Accounting accounting;
    private static RunningApp here;
    private static RunningApp there;

    /** A reply that is viewed on the replica that makes it, and from its beginning on the other one. */
    private record Watched(String conversation, Viewer asking, Viewer elsewhere) {}

    @BeforeAll
    static void surround() {
        Map<String, String> settings = new HashMap<>(SURROUNDINGS.start());
        settings.put("EARSHOT_CHAT_WORD_EVERY", "120ms");
        settings.put("EARSHOT_CHAT_LEASE", "4s");
        accounting = new Accounting(settings, SURROUNDINGS.netmera());
        lineHere = new DatabaseLine(settings);
        lineThere = new DatabaseLine(settings);
        here = RunningApp.start(lineHere.settings(settings));
        there = RunningApp.start(lineThere.settings(settings));
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
        lineHere.close();
        lineThere.close();
        SURROUNDINGS.stop();
    }

    @Test
    void a_reply_is_whole_and_no_other_waits_when_it_is_not_heard_that_part_of_it_is_written_and_that_its_end_is()
            throws Exception {
        Watched unlucky = ask(here, there);
        Watched beside = ask(here, there);
        loseAnswerTo("\"chunk\"");
        loseAnswerTo("\"done\"");

        settle(unlucky);
        settle(beside);
    }

    @Test
    void replies_go_on_after_an_outage_longer_than_a_lease_whichever_replica_is_back_first() throws Exception {
        Watched atFirst = ask(here, there);
        Watched atSecond = ask(there, here);
        lineHere.cut();
        lineThere.cut();
        awaitLeases(0);
        lineHere.mend();
        awaitLeases(1);
        lineThere.mend();

        settle(atFirst);
        settle(atSecond);
    }

    private static void awaitLeases(int count) {
        await().until(() -> accounting.number("select count(*) from chat_replica where alive_until > now()") == count);
    }

    private static Watched ask(RunningApp maker, RunningApp other) {
        String conversation = Api.conversation(ann(maker));
        Viewer asking = Viewer.asks(maker.url(), "ann", conversation, BRIEF);
        await().until(() -> !asking.ids().isEmpty());
        String beginning = asking.ids().get(0);
        Viewer elsewhere = Viewer.resumes(other.url(), "ann", conversation, beginning);
        await().until(() -> !elsewhere.ids().isEmpty());
        return new Watched(conversation, asking, elsewhere);
    }

    private static void loseAnswerTo(String words) {
        lineHere.loseAnswerTo(words);
        await().until(lineHere::hasLostAnswer);
    }

    /**
     * Both viewers saw every event once and in order, the end too; the log holds these and no more, and the message all
     * their words.
     */
    private static void settle(Watched reply) throws Exception {
        List<String> all = reply.asking().awaitEnd().ids();
        String message = all.get(0).replaceAll("/0$", "");
        List<String> ids = all.subList(1, all.size());
        assertThat(ids)
                .isEqualTo(IntStream.rangeClosed(1, ids.size())
                        .mapToObj(n -> message + "/" + n)
                        .toList());
        assertThat(reply.asking().last().getBoolean("done")).isTrue();
        assertThat(reply.elsewhere().awaitEnd().ids()).isEqualTo(ids);
        assertThat(reply.elsewhere().events()).isEqualTo(reply.asking().events().subList(1, all.size()));
        assertThat(accounting.number("select sum(last - first + 1) from run_log where message_id = '" + message + "'"))
                .isEqualTo(ids.size());
        JsonPath kept = ann(there)
                .get("/chat/conversations/" + reply.conversation())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(kept.getString("data.messages[1].status")).isEqualTo("complete");
        assertThat(kept.getString("data.messages[1].content"))
                .isEqualTo(reply.asking().text());
    }

    private static RequestSpecification ann(RunningApp at) {
        return given().baseUri(at.url()).auth().oauth2(token("ann", "planner")).contentType("application/json");
    }
}
