package dev.earshot.chat.agent.answer;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class AudienceListingTest {
    @Inject
    Pool pool;

    private final String ann = "ann_" + UUID.randomUUID();

    @Test
    void an_active_audience_is_listed_however_many_others_were_changed_since() {
        assertThat(say("which of my audiences are active?")).contains("None of your audiences is active");
        save("Hikers");
        pool.preparedQuery("update audience set active = true where owner = $1").executeAndAwait(Tuple.of(ann));
        for (int i = 0; i < 25; i++) {
            save("Other " + i);
        }

        assertThat(say("which of my audiences are active?")).contains("Hikers").doesNotContain("Other", "more");
        assertThat(say("show me my saved audiences"))
                .contains("Other 24", "There are more")
                .doesNotContain("Hikers");
    }

    private void save(String name) {
        planner(ann)
                .body(new JsonObject()
                        .put("name", name)
                        .put("rule", new JsonObject("{\"all\":[{\"any\":[\"int_hiking\"]}]}"))
                        .encode())
                .post("/audiences")
                .then()
                .statusCode(201);
    }

    private String say(String prompt) {
        return planner(ann)
                .body(new JsonObject().put("content", prompt).encode())
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .path("data.content");
    }
}
