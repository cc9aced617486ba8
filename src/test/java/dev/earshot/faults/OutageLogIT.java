package dev.earshot.faults;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator reads while the database is gone for twenty seconds, under load. */
@Tag("alone")
class OutageLogIT {
    private static final Path HOME = Surroundings.home().resolve("outage-postgres");
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final int LINES_A_SECOND = 3;

    private final Surroundings surroundings = new Surroundings();
    private EmbeddedDatabase postgres;
    private RunningApp app;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        postgres = EmbeddedDatabase.in(HOME);
        settings.put("EARSHOT_DB", postgres.database("outage_" + Long.toString(System.nanoTime(), 36)));
        app = RunningApp.start(settings);
        RestAssured.baseURI = app.url();
        RestAssured.port = app.port();
    }

    @AfterEach
    void stop() {
        app.close();
        postgres.kill();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void it_says_that_the_database_is_gone_and_that_it_is_back_in_few_lines_and_without_stack_traces()
            throws IOException {
        String conversation = Api.conversation(planner("ann"));
        try (Load load = Load.paced(app::url, 8, 100)) {
            load.awaitAnswers(50);
            int before = lines().size();
            postgres.kill();
            Instant gone = Instant.now();
            await().atMost(OUTAGE.plusSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        Viewer.asks(app.url(), "ann", conversation, "hikers");
                        return Instant.now().isAfter(gone.plus(OUTAGE));
                    });
            postgres = EmbeddedDatabase.in(HOME, postgres.port());
            await().atMost(Duration.ofSeconds(30)).until(app::isReady);
            load.awaitAnswers(50);
            load.stop();
            Instant back = Instant.now();

            List<String> said = lines().subList(before, lines().size());
            String all = String.join("\n", said);
            System.out.printf("an outage of %s: %d lines%n", Duration.between(gone, back), said.size());
            said.stream()
                    .map(line -> line.substring(0, Math.min(line.length(), 240)))
                    .limit(60)
                    .forEach(System.out::println);
            assertThat(said).as(all).noneMatch(line -> line.contains("\tat ") || line.contains("\"frames\":[{"));
            assertThat(said.stream().collect(Collectors.groupingBy(OutageLogIT::second, Collectors.counting())))
                    .as(all)
                    .allSatisfy((second, lines) -> assertThat(lines).isLessThanOrEqualTo(10L));
            assertThat((long) said.size())
                    .as(all)
                    .isLessThan(LINES_A_SECOND * Duration.between(gone, back).toSeconds());
            assertThat(said).anyMatch(line -> line.contains("PostgreSQL can't be reached"));
            assertThat(said).anyMatch(line -> line.contains("PostgreSQL answers again"));
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(app.log().toPath());
    }

    /** Of the line's time. */
    private static String second(String line) {
        return line.replaceFirst(".*?(\\d\\d:\\d\\d:\\d\\d).*", "$1");
    }
}
