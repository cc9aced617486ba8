package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Management;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class MetricsTest {
    NetmeraStub netmera;
    InsightarcStub insightarc;

    @BeforeEach
    void quiet() {
        netmera.reset();
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    @Test
    void calls_are_counted_and_timed_by_tool_and_result() {
        Visit visit = Visit.anonymous();
        visit.does("view_item", "itemId", "tent-1");
        visit.call("view_item", "itemId", "nothing").statusCode(404);
        visit.call("view_item", "itemId", 7).statusCode(400);
        visit.call("made_up_tool").statusCode(404);

        String metrics = Management.metrics();
        assertThat(metrics)
                .containsPattern("earshot_tool_calls_seconds_count\\{[^}]*result=\"ok\",tool=\"view_item\"")
                .containsPattern("earshot_tool_calls_seconds_count\\{[^}]*result=\"ITEM_NOT_FOUND\",tool=\"view_item\"")
                .containsPattern(
                        "earshot_tool_calls_seconds_count\\{[^}]*result=\"INVALID_ARGUMENTS\",tool=\"view_item\"")
                .doesNotContain("made_up_tool")
                .containsPattern("earshot_tool_calls_seconds_bucket\\{[^}]*tool=\"start_session\"")
                .containsPattern("earshot_context_total\\{[^}]*outcome=\"answered\",part=\"realtime\"");
    }

    @Test
    void calls_to_insightarc_are_timed_without_customers_in_labels() {
        String customer = "user_" + UUID.randomUUID();
        Visit visit = Visit.of(customer);
        visit.does("get_customer_context");

        assertThat(Management.metrics())
                .containsPattern("earshot_insightarc_requests_seconds_count\\{part=\"history\",status=\"404\"")
                .containsPattern("earshot_insightarc_requests_seconds_count\\{part=\"realtime\",status=\"404\"")
                .doesNotContain(customer)
                .doesNotContain(visit.sessionId());
    }

    @Test
    void what_is_owed_and_for_how_long_is_shown() {
        netmera.answers(call -> Reply.of(503, ""));
        Visit.of("user_" + UUID.randomUUID());
        Visit.anonymous();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String metrics = Management.metrics();
            assertThat(value(metrics, "earshot_deliveries_owed{destination=\"netmera\",state=\"due\"}"))
                    .isPositive();
            assertThat(value(metrics, "earshot_deliveries_owed{destination=\"netmera\",state=\"anonymous\"}"))
                    .isPositive();
            assertThat(value(metrics, "earshot_deliveries_oldest_age_seconds{destination=\"netmera\"}"))
                    .isPositive();
        });
        netmera.reset();
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }
}
