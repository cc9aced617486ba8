package dev.earshot.chat;

import static dev.earshot.testing.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.process.RunningApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica gets SIGTERM while 500 streams are open on it. */
@Tag("alone")
class DepartureIT {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";
    private static final int CONVERSATIONS = 20;
    private static final int VIEWERS = 12;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private record Watched(String conversation, Viewer viewer) {}

    @Test
    void it_exits_within_ten_seconds_its_replies_are_whole_and_viewers_of_others_resume_elsewhere() throws Exception {
        Surroundings surroundings = new Surroundings();
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_CHAT_WORD_EVERY", "1s");
        settings.put("EARSHOT_CHAT_REPLIES_PER_PLANNER", "100");
        List<RunningApp> replicas = RunningApp.start(2, settings);
        try (RunningApp leaving = replicas.get(0);
                RunningApp staying = replicas.get(1)) {
            List<Watched> own = watched(leaving, leaving);
            List<Watched> followed = watched(staying, leaving);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(Stream.concat(own.stream(), followed.stream())
                                    .map(Watched::viewer)
                                    .filter(viewer -> viewer.ids().size() < 2))
                            .isEmpty());

            Instant told = Instant.now();
            leaving.process().destroy();
            await().atMost(Duration.ofSeconds(2)).until(() -> leaving.status("/q/health/ready") == 503);
            assertThat(leaving.status("/.well-known/oauth-protected-resource")).isEqualTo(200);
            leaving.process().onExit().get();
            Duration took = Duration.between(told, Instant.now());
            System.out.printf(
                    "gone %d ms after SIGTERM, with %d streams%n", took.toMillis(), own.size() + followed.size());

            assertThat(took).isLessThan(LONGEST);
            own.forEach(watched -> assertThat(watched.viewer().awaitEnd().last().getBoolean("done"))
                    .isTrue());
            List<Viewer> elsewhere = new ArrayList<>();
            followed.forEach(watched -> {
                Viewer first = watched.viewer().awaitEnd();
                assertThat(first.last()).as(first::toString).isEqualTo(new JsonObject().put("resume", true));
                elsewhere.add(Viewer.resumes(staying.url(), "ann", watched.conversation(), lastSeen(first)));
            });
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> elsewhere.stream().noneMatch(rest -> rest.ids().isEmpty()));
            for (int i = 0; i < followed.size(); i++) {
                Viewer rest = elsewhere.get(i);
                assertThat(rest.ids().get(0))
                        .isEqualTo(following(lastSeen(followed.get(i).viewer())));
                rest.leave();
            }
        } finally {
            surroundings.stop();
        }
    }

    /**
     * Conversations whose replies are made on one replica and watched on another, one time by the planner that asked
     * and the rest by others.
     */
    private static List<Watched> watched(RunningApp made, RunningApp viewed) {
        List<Watched> all = new CopyOnWriteArrayList<>();
        ExecutorService planners = Executors.newFixedThreadPool(CONVERSATIONS);
        List<Future<?>> asked = Stream.generate(() -> planners.submit(() -> watch(made, viewed, all)))
                .limit(CONVERSATIONS)
                .collect(Collectors.toList());
        planners.shutdown();
        asked.forEach(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(60)));
        return all;
    }

    private static void watch(RunningApp made, RunningApp viewed, List<Watched> all) {
        String conversation = Api.conversation(given().baseUri(made.url())
                .auth()
                .oauth2(token("ann", "planner"))
                .contentType("application/json"));
        Viewer asking = Viewer.asks(made.url(), "ann", conversation, BRIEF);
        await().atMost(Duration.ofSeconds(30)).until(() -> !asking.ids().isEmpty());
        String start = asking.ids().get(0);
        if (made == viewed) {
            all.add(new Watched(conversation, asking));
        }
        for (int i = 0; i < VIEWERS; i++) {
            all.add(new Watched(conversation, Viewer.resumes(viewed.url(), "ann", conversation, start)));
        }
    }

    private static String lastSeen(Viewer viewer) {
        return viewer.ids().get(viewer.ids().size() - 1);
    }

    private static String following(String eventId) {
        int slash = eventId.indexOf('/');
        return eventId.substring(0, slash + 1) + (Integer.parseInt(eventId.substring(slash + 1)) + 1);
    }
}
