package dev.earshot.faults;

import static dev.earshot.testing.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.process.RunningApp;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Replicas that are killed between what a reply does and what is written of it. A lock in the database keeps them in
 * between until they are killed; then everything is counted.
 */
class EffectFaultsIT {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    private static final int REPLIES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Surroundings surroundings = new Surroundings();
    private Map<String, String> settings;
    private Accounting accounting;
    private RunningApp app;

    @BeforeEach
    void start() {
        settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_CHAT_WORD_EVERY", "1ms");
        settings.put("EARSHOT_CHAT_LEASE", "2s");
        accounting = new Accounting(settings, surroundings.netmera());
        app = RunningApp.start(settings);
    }

    @AfterEach
    void stop() {
        app.close();
        surroundings.stop();
    }

    @Test
    void what_was_saved_and_activated_before_a_kill_is_said_and_never_done_again() throws SQLException {
        List<String> conversations = asked();
        killWhile("run_log", () -> {
            conversations.forEach(conversation -> Viewer.asks(app.url(), "ann", conversation, "yes"));
            awaitNumber("select count(*) from message where effect is not null", REPLIES);
        });

        for (int i = 0; i < REPLIES; i++) {
            JsonPath reply = latest(conversations.get(i));
            assertThat(reply.getString("status")).isEqualTo("interrupted");
            assertThat(reply.getString("content")).contains("“Hikers " + i + "”");
            assertThat(reply.getString("metadata.audience.name")).isEqualTo("Hikers " + i);
            assertThat(anew(reply)).contains("“Hikers " + i + "”", "does not do it again");
        }
        assertThat(names()).containsExactlyInAnyOrder(numbered("Hikers"));
        assertThat(accounting.number("select count(*) from audience")).isEqualTo(REPLIES);
        assertThat(accounting.number("select max(version) from audience")).isEqualTo(1);
        assertThat(accounting.number("select count(*) from activation")).isEqualTo(REPLIES / 2);
        assertThat(accounting.number("select count(distinct audience_id) from activation"))
                .isEqualTo(REPLIES / 2);
    }

    @Test
    void a_name_that_was_changed_before_a_kill_is_said_and_stays_as_it_was_changed_since() throws SQLException {
        List<String> conversations = asked();
        conversations.forEach(conversation -> say(conversation, "yes"));
        for (int i = 0; i < REPLIES; i++) {
            say(conversations.get(i), "rename it to Campers " + i);
        }
        killWhile("run_log", () -> {
            conversations.forEach(conversation -> Viewer.asks(app.url(), "ann", conversation, "yes"));
            awaitNumber("select count(*) from message where effect is not null", 2 * REPLIES);
        });
        assertThat(names()).containsExactlyInAnyOrder(numbered("Campers"));

        JsonPath reply = latest(conversations.get(0));
        assertThat(reply.getString("status")).isEqualTo("interrupted");
        assertThat(reply.getString("content")).contains("“Campers 0”");
        say(conversations.get(0), "rename it to Climbers");
        say(conversations.get(0), "yes");
        for (String conversation : conversations) {
            assertThat(anew(latest(conversation))).contains("does not do it again");
        }
        String[] expected = numbered("Campers");
        expected[0] = "Climbers";
        assertThat(names()).containsExactlyInAnyOrder(expected);
        assertThat(accounting.number("select count(*) from audience")).isEqualTo(REPLIES);
        assertThat(accounting.number("select count(*) from activation")).isEqualTo(REPLIES / 2);
    }

    @Test
    void what_was_not_committed_before_a_kill_is_not_done_and_is_asked_for_once_more() throws SQLException {
        List<String> conversations = asked();
        killWhile("audience", () -> {
            conversations.forEach(conversation -> Viewer.asks(app.url(), "ann", conversation, "yes"));
            awaitNumber("select count(*) from pg_locks where not granted and relation = 'audience'::regclass", REPLIES);
        });
        assertThat(accounting.number("select count(*) from audience")).isZero();

        for (String conversation : conversations) {
            JsonPath reply = latest(conversation);
            assertThat(reply.getString("status")).isEqualTo("interrupted");
            assertThat(reply.getString("metadata.audience")).isNull();
            anew(reply);
            assertThat(accounting.number("select count(*) from audience")).isZero();
            assertThat(latest(conversation).getString("metadata.confirm.act")).isNotNull();
        }
        for (String conversation : conversations) {
            say(conversation, "yes");
        }
        assertThat(names()).containsExactlyInAnyOrder(numbered("Hikers"));
        assertThat(accounting.number("select count(*) from activation")).isEqualTo(REPLIES / 2);
    }

    @Test
    void a_stop_that_was_requested_before_a_kill_ends_the_reply_and_a_viewer_goes_on_to_that_end() throws SQLException {
        app.close();
        settings.put("EARSHOT_CHAT_WORD_EVERY", "120ms");
        app = RunningApp.start(settings);
        String conversation = Api.conversation(ann());
        Viewer viewer = Viewer.asks(app.url(), "ann", conversation, BRIEF);
        await().until(() -> viewer.ids().size() > 5);
        killWhile("run_log", () -> {
            CompletableFuture.runAsync(() -> ann().post("/chat/conversations/{id}/stop", conversation));
            awaitNumber("select count(*) from message where stop_requested", 1);
        });

        List<String> seen = viewer.ids();
        String message = seen.get(0).replaceAll("/0$", "");
        Viewer again =
                Viewer.resumes(app.url(), "ann", conversation, message + "/0").awaitEnd();
        JsonPath reply = latest(conversation);
        assertThat(reply.getString("status")).isIn("stopped", "interrupted");
        assertThat(reply.getString("content")).isEqualTo(again.text()).isNotBlank();
        int frames = again.ids().size() - 1;
        assertThat(again.ids().subList(0, frames))
                .isEqualTo(IntStream.rangeClosed(1, frames)
                        .mapToObj(n -> message + "/" + n)
                        .toList());
        // What was shown before the kill and is kept is the same.
        int both = Math.min(frames, viewer.events().size() - 1);
        assertThat(again.events().subList(0, both)).isEqualTo(viewer.events().subList(1, both + 1));
        assertThat(say(conversation, "only women").getString("data.status")).isEqualTo("complete");
    }

    /** Conversations that have been asked whether to save, and every other one whether to activate too. */
    private List<String> asked() {
        return IntStream.range(0, REPLIES)
                .mapToObj(i -> {
                    String conversation = Api.conversation(ann());
                    say(conversation, BRIEF);
                    say(conversation, "save it as Hikers " + i + (i % 2 == 0 ? " and activate it" : ""));
                    return conversation;
                })
                .toList();
    }

    /** Kills the replica in the middle of something that waits for this table, and starts another one. */
    private void killWhile(String table, Runnable something) throws SQLException {
        String url = "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER");
        try (Connection holder = DriverManager.getConnection(url);
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table " + table + " in exclusive mode");
            something.run();
            app.kill();
            // What waits for the lock would be carried out after it, although its replica is dead.
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            holder.rollback();
        }
        app = RunningApp.start(settings);
        awaitNumber("select count(*) from message where status = 'STREAMING'", 0);
    }

    private void awaitNumber(String sql, long number) {
        await().atMost(PATIENCE).until(() -> accounting.number(sql) == number);
    }

    private static String[] numbered(String name) {
        return IntStream.range(0, REPLIES).mapToObj(i -> name + " " + i).toArray(String[]::new);
    }

    private JsonPath say(String conversation, String words) {
        return ann().body(Map.of("conversationId", conversation, "content", words))
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private String anew(JsonPath reply) {
        return ann().post("/chat/messages/{id}/regenerate", reply.getString("id"))
                .jsonPath()
                .getString("data.content");
    }

    private JsonPath latest(String conversation) {
        JsonPath all = ann().get("/chat/conversations/" + conversation)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        int last = all.getList("data.messages").size() - 1;
        all.setRootPath("data.messages[" + last + "]");
        return all;
    }

    private List<String> names() {
        return ann().get("/audiences").jsonPath().getList("data.name");
    }

    private RequestSpecification ann() {
        return given().baseUri(app.url()).auth().oauth2(token("ann", "planner")).contentType("application/json");
    }
}
