package dev.earshot.tool;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.ShownSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.ShownSignals;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signals tasks of AdCP, over MCP. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AdcpToolsTest {
    NetmeraStub netmera;

    @Inject
    Pool pool;

    @BeforeEach
    void fourCustomers() {
        ShownSignals.forgetAll(pool);
        netmera.reset();
        show(pool, List.of("a", "b", "c"), "int_hiking");
        show(pool, List.of("d"), "loc_ca");
    }

    @Test
    void a_brief_finds_signals_with_their_coverage() {
        JsonObject found = answer(
                "get_signals",
                new JsonObject()
                        .put("signal_spec", "people in California interested in hiking")
                        .put("context_id", "ctx-1"));

        assertThat(found.getString("context_id")).isEqualTo("ctx-1");
        JsonObject hiking = signal(found, "int_hiking");
        assertThat(hiking.getDouble("coverage_percentage")).isEqualTo(75.0);
        assertThat(hiking.getString("signal_type")).isEqualTo("owned");
        assertThat(hiking.getJsonArray("deployments").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("platform", "netmera")
                        .put("is_live", false)
                        .put("scope", "platform-wide")
                        .put("estimated_activation_duration_minutes", 5));
        assertThat(signal(found, "loc_ca").getDouble("coverage_percentage")).isEqualTo(25.0);
    }

    @Test
    void filters_leave_out_what_is_not_asked_for() {
        JsonObject brief = new JsonObject().put("signal_spec", "people in California interested in hiking");
        assertThat(ids(answer(
                        "get_signals",
                        brief.copy().put("filters", new JsonObject().put("min_coverage_percentage", 50)))))
                .contains("int_hiking")
                .doesNotContain("loc_ca");
        assertThat(ids(answer("get_signals", brief.copy().put("max_results", 1))))
                .hasSize(1);
        assertThat(ids(answer(
                        "get_signals",
                        brief.copy()
                                .put("deliver_to", new JsonObject().put("platforms", new JsonArray().add("openx"))))))
                .isEmpty();
        assertThat(ids(answer(
                        "get_signals",
                        brief.copy()
                                .put(
                                        "filters",
                                        new JsonObject().put("catalog_types", new JsonArray().add("marketplace"))))))
                .isEmpty();
    }

    @Test
    void an_activated_signal_is_live_as_a_tag_of_those_who_showed_it() {
        JsonObject order =
                new JsonObject().put("signal_agent_segment_id", "int_hiking").put("platform", "netmera");
        JsonObject begun = answer("activate_signal", order);
        String tag = begun.getString("decisioning_platform_segment_id");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        answer("activate_signal", order).getString("status").equals("deployed"));

        JsonObject done = answer("activate_signal", order);
        assertThat(done.getString("task_id")).isEqualTo(begun.getString("task_id"));
        assertThat(done.getString("deployed_at")).isNotBlank();
        assertThat(netmera.tagged(tag)).isEqualTo(Set.of("a", "b", "c"));
        assertThat(planner("ann").get("/audiences").jsonPath().getList("data.tag"))
                .containsExactly(tag);
        JsonObject deployment = signal(
                        answer("get_signals", new JsonObject().put("signal_spec", "interested in hiking")),
                        "int_hiking")
                .getJsonArray("deployments")
                .getJsonObject(0);
        assertThat(deployment.getBoolean("is_live")).isTrue();
        assertThat(deployment.getString("decisioning_platform_segment_id")).isEqualTo(tag);
    }

    @Test
    void a_signal_that_there_is_not_and_a_platform_that_there_is_not_are_refused() {
        JsonObject unknown = Mcp.call(
                planner("ann"),
                "activate_signal",
                new JsonObject().put("signal_agent_segment_id", "int_moonwalks").put("platform", "netmera"));
        assertThat(unknown.getBoolean("isError")).isTrue();
        assertThat(Mcp.text(unknown).getString("code")).isEqualTo("SIGNAL_AGENT_SEGMENT_NOT_FOUND");
        JsonObject elsewhere = Mcp.call(
                planner("ann"),
                "activate_signal",
                new JsonObject().put("signal_agent_segment_id", "int_hiking").put("platform", "openx"));
        assertThat(Mcp.text(elsewhere).getString("code")).isEqualTo("INVALID_ARGUMENTS");
    }

    @Test
    void a_platform_is_offered_neither() {
        assertThat(Mcp.tools(Api.chatgpt()).stream().map(tool -> tool.getString("name")))
                .doesNotContain("get_signals", "activate_signal");
        assertThat(Mcp.tools(planner("ann")).stream().map(tool -> tool.getString("name")))
                .contains("get_signals", "activate_signal");
    }

    private static JsonObject answer(String tool, JsonObject arguments) {
        JsonObject result = Mcp.call(planner("ann"), tool, arguments);
        assertThat(result.getBoolean("isError")).as(result.encode()).isFalse();
        return result.getJsonObject("structuredContent");
    }

    private static JsonObject signal(JsonObject found, String id) {
        return found.getJsonArray("signals").stream()
                .map(JsonObject.class::cast)
                .filter(signal -> id.equals(signal.getString("signal_agent_segment_id")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(JsonObject found) {
        return found.getJsonArray("signals").stream()
                .map(signal -> ((JsonObject) signal).getString("signal_agent_segment_id"))
                .toList();
    }
}
