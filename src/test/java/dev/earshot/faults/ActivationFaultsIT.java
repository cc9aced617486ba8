package dev.earshot.faults;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An activation that is killed half-way, with exact accounting. */
class ActivationFaultsIT {
    private static final int MEMBERS = 3_000;
    private static final int A_CALL = 100;
    /** Calls that can have been on their way when a replica was killed. */
    private static final int IN_FLIGHT = 2;

    private static final String[] IN_SMALL_STEPS = {
        "-Dearshot.activation.call-customers=" + A_CALL,
        "-Dearshot.activation.plan-step=500",
        "-Dearshot.outbox.lease=8s",
        "-Dquarkus.rest-client.netmera.connect-timeout=500",
        "-Dquarkus.rest-client.netmera.read-timeout=1000",
        "-Dearshot.outbox.retry-first=200ms"
    };

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private Map<String, String> settings;
    private RunningApp app;

    @BeforeEach
    void start() {
        settings = surroundings.start();
        restart();
    }

    @AfterEach
    void stop() {
        app.close();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void an_activation_killed_twice_tags_each_member_and_counts_each_once() throws SQLException {
        Set<String> members = IntStream.range(0, MEMBERS)
                .mapToObj("member_%d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
        show(members);
        String id = planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\"]}]}}")
                .post("/audiences")
                .path("data.id");
        JsonPath begun = planner("ann")
                .post("/audiences/{id}/activate", id)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        String tag = begun.getString("data.tag");

        killAfter(3);
        killAfter(12);
        try (RunningApp other = RunningApp.start(settings, IN_SMALL_STEPS)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> "done"
                            .equals(planner("ann")
                                    .port(other.port())
                                    .get("/audiences/{id}/activations", id)
                                    .path("data[0].status")));
        }

        JsonPath done = planner("ann").get("/audiences/{id}/activations", id).jsonPath();
        assertThat(done.getList("data.id")).containsExactly(begun.getString("data.id"));
        assertThat(done.getLong("data[0].toTag")).isEqualTo(MEMBERS);
        assertThat(done.getLong("data[0].tagged")).isEqualTo(MEMBERS);
        assertThat(done.getLong("data[0].refused")).isZero();
        assertThat(done.getLong("data[0].withdrawn")).isZero();
        assertThat(netmera.tagged(tag)).isEqualTo(members);

        Accounting accounting = new Accounting(settings, netmera);
        assertThat(accounting.number("select count(*) from audience_member where state = 'TAGGED'"))
                .isEqualTo(MEMBERS);
        assertThat(accounting.number("select count(*) from delivery where kind = 'tag' and status = 'DELIVERED'"))
                .isEqualTo(MEMBERS / A_CALL);
        List<String> arrived = netmera.idsTaken("tagUsers");
        int repeated = arrived.size() - new HashSet<>(arrived).size();
        System.out.printf(
                "an activation killed twice: members %d, tagged %d, ids arrived %d, of them repeated %d%n",
                MEMBERS, done.getLong("data[0].tagged"), arrived.size(), repeated);
        assertThat(repeated).isLessThanOrEqualTo(2 * IN_FLIGHT * A_CALL);
    }

    private void killAfter(int calls) {
        await().atMost(Duration.ofSeconds(60)).until(() -> netmera.calls().size() >= calls);
        app.kill();
        restart();
    }

    private void restart() {
        app = RunningApp.start(settings, IN_SMALL_STEPS);
        RestAssured.port = app.port();
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
