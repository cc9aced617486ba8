package dev.earshot.faults;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.database.DatabaseLine;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A line to Postgres on which all open connections fall silent and none is closed, as behind a firewall that has
 * forgotten them, while everything is under way: tools, delivery, replies and an activation. With the settings of
 * production, and exact accounting.
 */
@Tag("alone")
class SilentDatabaseIT {
    private static final Duration WELL_AGAIN = Duration.ofSeconds(30);
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    private static final int CUSTOMERS = 12;
    private static final int MEMBERS = 2_000;
    private static final int A_CALL = 100;
    private static final String[] IN_SMALL_STEPS = {
        "-Dearshot.activation.call-customers=" + A_CALL, "-Dearshot.activation.plan-step=500"
    };

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private Map<String, String> settings;
    private DatabaseLine line;
    private RunningApp app;
    private Accounting accounting;
    private Instant silentSince;

    @BeforeEach
    void start() {
        settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_CHAT_WORD_EVERY", "120ms");
        accounting = new Accounting(settings, netmera);
        line = new DatabaseLine(settings);
        app = RunningApp.start(line.settings(settings), IN_SMALL_STEPS);
        RestAssured.baseURI = app.url();
        RestAssured.port = app.port();
    }

    @AfterEach
    void stop() {
        app.close();
        line.close();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void everything_is_well_again_within_30_s_after_all_connections_fell_silent() throws Exception {
        Set<String> members = IntStream.range(0, MEMBERS)
                .mapToObj("member_%d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
        show(members);
        accounting.open();
        netmera.takesItsTime(Duration.ofMillis(50));
        try (Load load = Load.of(app::url, CUSTOMERS, Integer.MAX_VALUE)) {
            load.awaitAnswers(200);
            List<Viewer> replies = Stream.generate(this::beginReply).limit(3).toList();
            String audience = activate();
            await().until(() ->
                    netmera.calls().stream().anyMatch(call -> call.method().equals("tagUsers")));

            System.out.printf("%d connections fall silent%n", line.fallSilent());
            silentSince = Instant.now();
            int answered = load.answeredCount();
            int received = netmera.received().size();
            well("tools", () -> load.answeredCount() >= answered + CUSTOMERS);
            well("readiness", app::isReady);
            well("delivery", () -> netmera.received().size() > received + CUSTOMERS);
            well("a new reply", this::newReplyIsWhole);
            for (Viewer reply : replies) {
                well("a reply under way", () -> isWhole(reply));
            }
            well("the activation", () -> "done".equals(activation(audience, "status")));

            load.awaitAnswers(200);
            load.stop();
            accounting.awaitDrained(WELL_AGAIN);
            Set<String> tagged = netmera.tagged(activation(audience, "tag"));
            assertThat(tagged).isEqualTo(members);
            assertThat(accounting.number("select count(*) from audience_member where state = 'TAGGED'"))
                    .isEqualTo(MEMBERS);
            accountFor(load);
        }
    }

    /** Those of the activation are no events. */
    private void accountFor(Load load) throws SQLException {
        long stored = accounting.number("select count(*) from delivery where kind not in ('tag', 'untag')");
        long calls = accounting.number("select count(*) from call where tool = 'search_items'");
        long received = netmera.received().stream()
                .map(event -> event.getString("eventId"))
                .distinct()
                .count();
        System.out.printf(
                "a silent line: answered %d, unanswered %d, calls stored %d, events stored %d, distinct received %d%n",
                load.answeredCount(), load.unansweredCount(), calls, stored, received);
        assertThat(calls).isGreaterThanOrEqualTo(load.answeredCount());
        assertThat(received).isEqualTo(stored);
    }

    private void well(String what, Callable<Boolean> check) {
        await().alias(what)
                .atMost(WELL_AGAIN.minus(Duration.between(silentSince, Instant.now())))
                .pollInterval(Duration.ofMillis(100))
                .until(check);
        System.out.printf(
                "%s: well %d ms after the silence began%n",
                what, Duration.between(silentSince, Instant.now()).toMillis());
    }

    private Viewer beginReply() {
        Viewer viewer = Viewer.asks(app.url(), "ann", Api.conversation(ann()), BRIEF);
        await().until(() -> viewer.ids().size() > 2);
        return viewer;
    }

    private static boolean isWhole(Viewer viewer) {
        if (viewer.events().isEmpty() || !viewer.last().containsKey("done")) {
            return false;
        }
        List<String> ids = viewer.ids();
        String message = ids.get(0).substring(0, ids.get(0).indexOf('/'));
        int first = Integer.parseInt(ids.get(0).substring(message.length() + 1));
        assertThat(ids)
                .isEqualTo(IntStream.range(first, first + ids.size())
                        .mapToObj(n -> message + "/" + n)
                        .toList());
        return viewer.last().getBoolean("done");
    }

    private boolean newReplyIsWhole() {
        String id = ann().body("{}").post("/chat/conversations").path("data.id");
        return id != null
                && ann().body("{\"conversationId\":\"" + id + "\",\"content\":\"" + BRIEF + "\"}")
                                .post("/chat/messages")
                                .statusCode()
                        == 201;
    }

    private String activate() {
        String id = planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\"]}]}}")
                .post("/audiences")
                .path("data.id");
        planner("ann").post("/audiences/{id}/activate", id).then().statusCode(202);
        return id;
    }

    private static String activation(String audience, String field) {
        var answer = planner("ann").get("/audiences/{id}/activations", audience);
        return answer.statusCode() == 200 ? answer.path("data[0]." + field) : null;
    }

    private RequestSpecification ann() {
        return given().auth().oauth2(token("ann", "planner")).contentType("application/json");
    }

    private void show(Set<String> customers) throws SQLException {
        String url = "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER");
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement("""
                        with shown as (
                          insert into customer_signal (customer_id, signal_id, strength, count, first_seen, last_seen,
                            source)
                          select unnest(?::text[]), 'int_hiking', 1, 1, now(), now(), 'test'
                            returning customer_id, signal_id)
                        insert into signal_change (customer_id, signal_id) select customer_id, signal_id
                          from shown""")) {
            statement.setArray(1, connection.createArrayOf("text", customers.toArray()));
            statement.executeUpdate();
        }
    }
}
