package dev.earshot.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.insight.InsightarcClient.History;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class IntentTest {
    @Test
    void a_history_is_cut_as_it_is_read_so_that_little_is_kept() throws IOException {
        JsonArray intents = new JsonArray().addNull();
        for (int n = 0; n < 300; n++) {
            intents.add(new JsonObject()
                    .put("name", "Tent " + n)
                    .put("category", "c".repeat(10_000))
                    .put("url", "https://shop.example/" + "u".repeat(10_000))
                    .put("price_cur", "EUR".repeat(1000))
                    .put("timestamp", "t".repeat(10_000)));
        }
        JsonObject answer = new JsonObject()
                .put("stats", new JsonObject().put("type_of_signal", "drop".repeat(1000)))
                .put("intents", intents);

        History history = new ObjectMapper().readValue(answer.encode(), History.class);

        assertThat(history.intents()).hasSize(InsightConfig.MOST_INTENTS).allSatisfy(intent -> {
            assertThat(intent.category()).hasSizeLessThanOrEqualTo(100);
            assertThat(intent.url()).hasSizeLessThanOrEqualTo(500);
            assertThat(intent.currency()).hasSizeLessThanOrEqualTo(8);
        });
        assertThat(history.intents().get(0).name()).isEqualTo("Tent 0");
        assertThat(history.stats().typeOfSignal()).hasSizeLessThanOrEqualTo(20);
    }
}
