package dev.earshot.chat;

import static dev.earshot.testing.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.ModelStub;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged application on one database. */
class ReplicasIT {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    private static final Map<String, String> SETTINGS = new HashMap<>();

    private static RunningApp here;
    private static RunningApp there;

    @BeforeAll
    static void surround() {
        SETTINGS.putAll(new Surroundings().start());
        SETTINGS.put("EARSHOT_CHAT_WORD_EVERY", "120ms");
        SETTINGS.put("EARSHOT_CHAT_LEASE", "2s");
        SETTINGS.put("EARSHOT_CHAT_SHUTDOWN_GRACE", "1s");
        List<RunningApp> both = RunningApp.start(2, SETTINGS);
        here = both.get(0);
        there = both.get(1);
    }

    @AfterAll
    static void close() throws IOException {
        for (RunningApp app : List.of(here, there)) {
            app.close();
            assertThat(Files.readString(app.log().toPath())).doesNotContain("has been blocked for");
        }
    }

    private static RequestSpecification ann(RunningApp at) {
        return given().baseUri(at.url()).auth().oauth2(token("ann", "planner")).contentType("application/json");
    }

    private static String conversation(RunningApp at) {
        return Api.conversation(ann(at));
    }

    private static Viewer ask(RunningApp at, String conversation) {
        Viewer viewer = Viewer.asks(at.url(), "ann", conversation, BRIEF);
        await().until(() -> viewer.ids().size() > 5);
        return viewer;
    }

    private static Viewer resume(RunningApp at, String conversation, String lastEventId) {
        return Viewer.resumes(at.url(), "ann", conversation, lastEventId);
    }

    private static JsonPath history(RunningApp at, String conversation) {
        return ann(at).get("/chat/conversations/" + conversation).jsonPath();
    }

    @Test
    void a_reply_is_resumed_on_another_replica_and_runs_once() {
        String conversation = conversation(here);
        Viewer first = ask(here, conversation);
        Viewer second = resume(there, conversation, first.ids().get(2));

        second.awaitEnd();
        first.awaitEnd();

        assertThat(second.lines().indexOf(": live")).isBetween(3, second.lines().size() - 10);
        assertThat(second.events())
                .isEqualTo(first.events().subList(3, first.events().size()));
        assertThat(second.last().getBoolean("done")).isTrue();
        assertThat(history(there, conversation).getList("data.messages")).hasSize(2);
        assertThat(history(there, conversation).getString("data.messages[1].content"))
                .isEqualTo(first.text());
    }

    @Test
    void when_a_replica_is_killed_its_reply_is_interrupted_within_seconds_and_its_text_is_kept() {
        RunningApp doomed = RunningApp.start(SETTINGS);
        String conversation = conversation(doomed);
        Viewer first = ask(doomed, conversation);
        Viewer second = resume(there, conversation, first.ids().get(0));
        await().until(() -> second.ids().size() > 5);

        doomed.kill();

        await().atMost(Duration.ofSeconds(6)).until(second::hasEnded);
        assertThat(second.last().getString("error")).isEqualTo("Streaming failed");
        assertThat(second.last().getString("status")).isEqualTo("interrupted");
        JsonPath kept = history(there, conversation);
        assertThat(kept.getString("data.messages[1].status")).isEqualTo("interrupted");
        assertThat(kept.getString("data.messages[1].content"))
                .isEqualTo(second.text())
                .isNotBlank();

        Viewer comesBack = resume(
                        there, conversation, first.ids().get(first.ids().size() - 1))
                .awaitEnd();
        assertThat(comesBack.last().getString("status")).isEqualTo("interrupted");
        Viewer next = ask(there, conversation).awaitEnd();
        assertThat(next.last().getBoolean("done")).isTrue();
    }

    @Test
    void a_reply_is_stopped_from_another_replica() {
        String conversation = conversation(here);
        Viewer viewer = ask(here, conversation);
        ann(there)
                .post("/chat/conversations/" + conversation + "/stop")
                .then()
                .statusCode(200)
                .body("data.status", is("stopped"));
        viewer.awaitEnd();
        assertThat(viewer.last().getString("status")).isEqualTo("stopped");
        assertThat(history(there, conversation).getString("data.messages[1].content"))
                .isEqualTo(viewer.text());
    }

    @Test
    void a_replica_that_is_told_to_go_says_the_rest_of_its_replies_at_once() {
        RunningApp doomed = RunningApp.start(SETTINGS);
        String conversation = conversation(doomed);
        Viewer first = ask(doomed, conversation);
        Viewer second = resume(there, conversation, first.ids().get(0));

        doomed.process().destroy();

        await().atMost(Duration.ofSeconds(5)).until(first::hasEnded);
        second.awaitEnd();
        assertThat(first.last().getBoolean("done")).isTrue();
        assertThat(second.last().getBoolean("done")).isTrue();
        assertThat(history(there, conversation).getString("data.messages[1].content"))
                .isEqualTo(first.text());
        await().atMost(Duration.ofSeconds(10)).until(() -> !doomed.process().isAlive());
    }

    @Test
    void a_reply_that_a_model_has_not_ended_in_time_is_interrupted_when_its_replica_goes() throws IOException {
        int port = freePort();
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("EARSHOT_AGENT", "model");
        settings.put("EARSHOT_MODEL_NAME", "stub");
        settings.put("EARSHOT_MODEL_URL", "http://localhost:" + port + "/v1");
        try (ModelStub model = new ModelStub(port)) {
            model.willSayAndFallSilent("one ", "two ", "three ", "four ", "five ", "six ");
            RunningApp doomed = RunningApp.start(settings);
            String conversation = conversation(doomed);
            Viewer first = ask(doomed, conversation);
            Viewer second = resume(there, conversation, first.ids().get(0));

            doomed.process().destroy();

            assertThat(second.awaitEnd().last().getString("status")).isEqualTo("interrupted");
            assertThat(first.awaitEnd().last().getString("status")).isEqualTo("interrupted");
            assertThat(history(there, conversation).getString("data.messages[1].content"))
                    .isEqualTo(first.text());
            await().atMost(Duration.ofSeconds(10)).until(() -> !doomed.process().isAlive());
        }
    }

    @Test
    void two_prompts_at_once_on_two_replicas_are_one_run() {
        for (int i = 0; i < 5; i++) {
            String conversation = conversation(here);
            List<Integer> answers = Stream.of(here, there)
                    .parallel()
                    .map(at -> Viewer.asks(at.url(), "ann", conversation, BRIEF).status())
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void a_signal_imported_on_one_replica_is_soon_known_to_the_other() {
        given().baseUri(here.url())
                .auth()
                .oauth2(token("root", "admin"))
                .contentType("application/x-ndjson")
                .body("{\"id\":\"own_falconry\",\"name\":\"Falconry\",\"type\":\"interest\"}".getBytes())
                .post("/admin/taxonomy/import")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        ann(there).get("/taxonomy/signals/own_falconry").then().statusCode(200));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
