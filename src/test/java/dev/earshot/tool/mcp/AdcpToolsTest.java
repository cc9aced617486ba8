package dev.earshot.tool.mcp;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.StoredSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.Rows;
import dev.earshot.testing.StoredSignals;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
        StoredSignals.forgetAll(pool);
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
    void a_signal_that_is_activated_while_another_call_makes_its_audience_gets_that_one() {
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction making = other.beginAndAwait();
        other.query("""
                insert into audience (id, owner, name, rule, version, tag, origin, created_at, updated_at)
                values ('aud_first', 'bea', 'Yoga', '{"all":[{"any":["int_yoga"]}],"none":[]}', 1, 'first_yoga',
                  'adcp bea int_yoga', now(), now())""").executeAndAwait();
        CompletableFuture<JsonObject> second =
                CompletableFuture.supplyAsync(() -> answer("bea", "activate_signal", order("int_yoga")));
        await().until(() -> Rows.number(pool, """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%on conflict (origin)%'""") > 0);
        making.commitAndAwait();
        other.closeAndAwait();

        assertThat(second.join().getString("decisioning_platform_segment_id")).isEqualTo("first_yoga");
        assertThat(planner("bea").get("/audiences").jsonPath().getList("data.id"))
                .containsExactly("aud_first");
    }

    @Test
    void an_audience_that_its_planner_gave_another_rule_is_no_longer_the_signals() {
        JsonObject order = order("int_hiking");
        String first = answer("cem", "activate_signal", order).getString("decisioning_platform_segment_id");
        String id = planner("cem").get("/audiences").jsonPath().getString("data[0].id");
        planner("cem").post("/audiences/" + id + "/deactivate").then().statusCode(202);
        planner("cem")
                .body("{\"name\":\"Not hikers\",\"rule\":{\"all\":[],\"none\":[\"int_hiking\"]}}")
                .put("/audiences/" + id)
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> answer("cem", "activate_signal", order)
                        .getString("status")
                        .equals("deployed"));

        String tag = answer("cem", "activate_signal", order).getString("decisioning_platform_segment_id");
        assertThat(tag).isNotEqualTo(first);
        assertThat(netmera.tagged(tag)).isEqualTo(Set.of("a", "b", "c"));
        assertThat(netmera.tagged(first)).isEmpty();
        planner("cem").post("/audiences/" + id + "/activate").then().statusCode(202);
        assertThat(signal(
                                answer(
                                        "cem",
                                        "get_signals",
                                        new JsonObject().put("signal_spec", "interested in hiking")),
                                "int_hiking")
                        .getJsonArray("deployments")
                        .getJsonObject(0)
                        .getString("decisioning_platform_segment_id"))
                .isEqualTo(tag);
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

    private static JsonObject order(String signal) {
        return new JsonObject().put("signal_agent_segment_id", signal).put("platform", "netmera");
    }

    private static JsonObject answer(String tool, JsonObject arguments) {
        return answer("ann", tool, arguments);
    }

    private static JsonObject answer(String planner, String tool, JsonObject arguments) {
        JsonObject result = Mcp.call(planner(planner), tool, arguments);
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
