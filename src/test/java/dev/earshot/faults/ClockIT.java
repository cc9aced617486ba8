package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One of two replicas has a clock that is 12 s ahead, longer than a lease. The clock is shifted by Debian's {@code
 * faketime}; without it this is skipped.
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockIT {
    private static final String[] SHORT_LEASES = {
        "-Dearshot.outbox.lease=9s",
        "-Dquarkus.rest-client.netmera.connect-timeout=500",
        "-Dquarkus.rest-client.netmera.read-timeout=1500",
        "-Dearshot.chat.word-every=0s"
    };
    private static final int CUSTOMERS = 20;
    private static final String BRIEF = "I want to target people in California who love hiking.";
    private static final String MORE = "Also people who live in Texas";

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private RunningApp right;
    private RunningApp ahead;

    @BeforeAll
    void start() throws IOException {
        Optional<Path> faketime = faketime();
        assumeTrue(faketime.isPresent(), "There is no faketime on this machine");
        Map<String, String> settings = surroundings.start();
        Map<String, String> shifted = new HashMap<>(settings);
        shifted.put("LD_PRELOAD", faketime.get().toString());
        shifted.put("FAKETIME", "+12s");
        shifted.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        shifted.put("DONT_FAKE_MONOTONIC", "1");
        // The workaround for old C libraries makes every timed wait of a JVM end at once: all its threads spin.
        shifted.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        right = RunningApp.start(settings, SHORT_LEASES);
        ahead = RunningApp.start(shifted, SHORT_LEASES);
        assertThat(Files.readString(ahead.log().toPath())).containsPattern("clock is 1[12]\\d{3} ms ahead");
    }

    @AfterAll
    void stop() {
        Stream.of(right, ahead).filter(app -> app != null).forEach(RunningApp::close);
        if (right != null) {
            surroundings.stop();
        }
        RestAssured.reset();
    }

    @Test
    void lanes_in_flight_are_not_taken_over() {
        netmera.takesItsTime(Duration.ofMillis(1200));
        for (int i = 0; i < CUSTOMERS; i++) {
            RestAssured.port = (i % 2 == 0 ? right : ahead).port();
            Visit.of("clock_" + i);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> received().size() >= CUSTOMERS);
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(30))
                .until(() -> received().size() == CUSTOMERS);

        assertThat(received()).doesNotHaveDuplicates();
        netmera.takesItsTime(Duration.ZERO);
    }

    @Test
    void a_conversation_held_over_both_keeps_its_order_and_its_draft() {
        JsonPath first = say(ahead, new JsonObject().put("content", BRIEF));
        String conversation = first.getString("data.conversationId");
        JsonPath second =
                say(right, new JsonObject().put("conversationId", conversation).put("content", MORE));
        List<List<String>> groups = second.getList("data.metadata.draft.all.any");
        assertThat(groups.stream().flatMap(List::stream)).contains("loc_ca", "int_hiking", "loc_tx");

        RestAssured.port = right.port();
        List<String> said = Api.planner("ann")
                .get("/chat/conversations/" + conversation)
                .jsonPath()
                .getList("data.messages.content");
        assertThat(said)
                .containsExactly(BRIEF, first.getString("data.content"), MORE, second.getString("data.content"));
    }

    private static JsonPath say(RunningApp at, JsonObject prompt) {
        RestAssured.port = at.port();
        return Api.planner("ann")
                .body(prompt.encode())
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private List<String> received() {
        return IntStream.range(0, CUSTOMERS)
                .boxed()
                .flatMap(i -> netmera.received("clock_" + i).stream())
                .map(event -> event.getString("eventId"))
                .toList();
    }

    private static Optional<Path> faketime() throws IOException {
        Path lib = Path.of("/usr/lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(lib)) {
            return folders.map(folder -> folder.resolve("faketime").resolve("libfaketimeMT.so.1"))
                    .filter(Files::isReadable)
                    .findFirst();
        }
    }
}
