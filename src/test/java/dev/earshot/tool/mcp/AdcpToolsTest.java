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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    void the_capabilities_say_what_is_spoken_here() {
        JsonObject said = answer(
                "get_adcp_capabilities",
                new JsonObject().put("context", new JsonObject().put("correlation_id", "c-1")));
        assertThat(said.getJsonArray("supported_protocols")).containsExactly("signals");
        assertThat(said.getJsonObject("adcp").getJsonArray("major_versions")).containsExactly(3);
        assertThat(said.getJsonObject("adcp").getJsonObject("idempotency").getBoolean("supported"))
                .isTrue();
        assertThat(said.getJsonObject("context").getString("correlation_id")).isEqualTo("c-1");
    }

    @Test
    void a_brief_finds_signals_with_their_coverage_and_price() {
        JsonObject found = answer(
                "get_signals",
                new JsonObject()
                        .put("signal_spec", "people in California interested in hiking")
                        .put("account", new JsonObject().put("operator", "agency.example"))
                        .put("of_a_later_version", true)
                        .put("context", new JsonObject().put("correlation_id", "c-2")));

        assertThat(found.getJsonObject("context")).isEqualTo(new JsonObject().put("correlation_id", "c-2"));
        JsonObject hiking = signal(found, "int_hiking");
        assertThat(hiking.getDouble("coverage_percentage")).isEqualTo(75.0);
        assertThat(hiking.getString("signal_type")).isEqualTo("owned");
        assertThat(hiking.getJsonObject("signal_id").getString("source")).isEqualTo("agent");
        assertThat(hiking.getJsonObject("signal_id").getString("agent_url")).matches("https?://.+/mcp");
        assertThat(hiking.getJsonArray("pricing_options").getJsonObject(0).getString("pricing_option_id"))
                .isEqualTo("free");
        assertThat(hiking.getJsonArray("deployments").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("type", "platform")
                        .put("platform", "netmera")
                        .put("is_live", false)
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
        assertThat(ids(answer("get_signals", brief.copy().put("destinations", to("platform", "openx")))))
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
    void signals_are_found_by_their_ids_too() {
        JsonArray wanted = new JsonArray()
                .add(new JsonObject()
                        .put("source", "agent")
                        .put("agent_url", "https://earshot.example/mcp")
                        .put("id", "int_yoga"));
        assertThat(ids(answer("get_signals", new JsonObject().put("signal_ids", wanted))))
                .containsExactly("int_yoga");
        JsonObject neither = Mcp.call(planner("ann"), "get_signals", new JsonObject());
        assertThat(error(neither).getString("field")).isEqualTo("signal_spec");
    }

    @Test
    void a_long_list_is_read_page_by_page_to_its_end() {
        List<String> read = new ArrayList<>();
        JsonObject pagination = new JsonObject().put("max_results", 40);
        while (pagination != null) {
            JsonObject page = answer(
                    "get_signals",
                    new JsonObject().put("signal_spec", "audience").put("pagination", pagination));
            read.addAll(ids(page));
            JsonObject next = page.getJsonObject("pagination");
            assertThat(next.getBoolean("has_more")).isEqualTo(next.containsKey("cursor"));
            pagination = next.getBoolean("has_more")
                    ? new JsonObject().put("max_results", 40).put("cursor", next.getString("cursor"))
                    : null;
        }
        assertThat(read).hasSizeGreaterThan(400).doesNotHaveDuplicates();
    }

    @Test
    void an_activated_signal_is_live_as_a_tag_of_those_who_showed_it_until_it_is_taken_back() {
        JsonObject begun = deployment(answer("activate_signal", order("int_hiking")));
        assertThat(begun.getBoolean("is_live") || begun.containsKey("estimated_activation_duration_minutes"))
                .isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deployment(answer("activate_signal", order("int_hiking")))
                        .getBoolean("is_live"));

        JsonObject done = deployment(answer("activate_signal", order("int_hiking")));
        String tag = done.getJsonObject("activation_key").getString("segment_id");
        assertThat(done.getString("deployed_at")).isNotBlank();
        assertThat(netmera.tagged(tag)).isEqualTo(Set.of("a", "b", "c"));
        assertThat(planner("ann").get("/audiences").jsonPath().getList("data.tag"))
                .contains(tag);
        JsonObject shown = signal(
                        answer("get_signals", new JsonObject().put("signal_spec", "interested in hiking")),
                        "int_hiking")
                .getJsonArray("deployments")
                .getJsonObject(0);
        assertThat(shown.getBoolean("is_live")).isTrue();
        assertThat(shown.getJsonObject("activation_key").getString("segment_id"))
                .isEqualTo(tag);

        JsonObject back = answer("activate_signal", order("int_hiking").put("action", "deactivate"));
        assertThat(deployment(back).getBoolean("is_live")).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> netmera.tagged(tag).isEmpty());
    }

    @Test
    void a_sales_agent_gets_the_key_to_target_by_and_another_platform_is_told_that_nothing_is_sent() {
        JsonObject agent = deployment(answer(
                "dan", "activate_signal", order("int_yoga").put("destinations", to("agent", "https://agent.example"))));
        assertThat(agent.getString("agent_url")).isEqualTo("https://agent.example");
        assertThat(agent.getBoolean("is_live")).isTrue();
        assertThat(agent.getJsonObject("activation_key").getString("type")).isEqualTo("key_value");

        JsonObject elsewhere = deployment(
                answer("eve", "activate_signal", order("int_yoga").put("destinations", to("platform", "openx"))));
        assertThat(elsewhere.getBoolean("is_live")).isFalse();
        assertThat(elsewhere.getString("message")).contains("nothing is sent to openx");
        assertThat(planner("eve").get("/audiences").jsonPath().getList("data")).isEmpty();
    }

    @Test
    void a_retry_with_the_same_key_has_no_second_effect_and_a_key_is_good_for_one_request() {
        JsonObject order = order("int_yoga");
        JsonObject first = answer("fay", "activate_signal", order);
        JsonObject again =
                answer("fay", "activate_signal", order.copy().put("context", new JsonObject().put("try", 2)));
        assertThat(again.getBoolean("replayed")).isTrue();
        assertThat(again.getJsonArray("deployments")).isEqualTo(first.getJsonArray("deployments"));
        assertThat(again.getJsonObject("context").getInteger("try")).isEqualTo(2);

        JsonObject other =
                Mcp.call(planner("fay"), "activate_signal", order.copy().put("signal_agent_segment_id", "int_hiking"));
        assertThat(error(other).getString("code")).isEqualTo("IDEMPOTENCY_CONFLICT");
        order.remove("idempotency_key");
        JsonObject without = Mcp.call(planner("fay"), "activate_signal", order);
        assertThat(error(without).getString("field")).isEqualTo("idempotency_key");
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

        assertThat(deployment(second.join()).getString("platform")).isEqualTo("netmera");
        assertThat(planner("bea").get("/audiences").jsonPath().getList("data.id"))
                .containsExactly("aud_first");
    }

    @Test
    void an_audience_that_its_planner_gave_another_rule_is_no_longer_the_signals() {
        String first = tag("cem", "int_hiking");
        String id = planner("cem").get("/audiences").jsonPath().getString("data[0].id");
        planner("cem").post("/audiences/" + id + "/deactivate").then().statusCode(202);
        planner("cem")
                .body("{\"name\":\"Not hikers\",\"rule\":{\"all\":[],\"none\":[\"int_hiking\"]}}")
                .put("/audiences/" + id)
                .then()
                .statusCode(200);

        String tag = tag("cem", "int_hiking");
        assertThat(tag).isNotEqualTo(first);
        assertThat(netmera.tagged(tag)).isEqualTo(Set.of("a", "b", "c"));
        assertThat(netmera.tagged(first)).isEmpty();
        planner("cem").post("/audiences/" + id + "/activate").then().statusCode(202);
        JsonObject shown = signal(
                        answer("cem", "get_signals", new JsonObject().put("signal_spec", "interested in hiking")),
                        "int_hiking")
                .getJsonArray("deployments")
                .getJsonObject(0);
        assertThat(shown.getJsonObject("activation_key").getString("segment_id"))
                .isEqualTo(tag);
    }

    @Test
    void errors_carry_the_protocols_codes_and_the_context() {
        JsonObject context = new JsonObject().put("correlation_id", "c-3");
        JsonObject unknown = Mcp.call(
                planner("ann"), "activate_signal", order("int_moonwalks").put("context", context));
        assertThat(error(unknown).getString("code")).isEqualTo("SIGNAL_NOT_FOUND");
        assertThat(error(unknown).getString("recovery")).isEqualTo("correctable");
        assertThat(unknown.getJsonObject("structuredContent").getJsonObject("context"))
                .isEqualTo(context);
        JsonObject version =
                Mcp.call(planner("ann"), "get_adcp_capabilities", new JsonObject().put("adcp_major_version", 2));
        assertThat(error(version).getString("code")).isEqualTo("VERSION_UNSUPPORTED");
        JsonObject cursor = Mcp.call(
                planner("ann"),
                "get_signals",
                new JsonObject()
                        .put("signal_spec", "hiking")
                        .put("pagination", new JsonObject().put("cursor", "made up")));
        assertThat(error(cursor).getString("field")).isEqualTo("pagination.cursor");
    }

    @Test
    void a_platform_is_offered_neither() {
        assertThat(Mcp.tools(Api.chatgpt()).stream().map(tool -> tool.getString("name")))
                .doesNotContain("get_signals", "activate_signal");
        assertThat(Mcp.tools(planner("ann")).stream().map(tool -> tool.getString("name")))
                .contains("get_signals", "activate_signal");
    }

    private static JsonObject order(String signal) {
        return new JsonObject()
                .put("signal_agent_segment_id", signal)
                .put("destinations", to("platform", "netmera"))
                .put("pricing_option_id", "free")
                .put("idempotency_key", UUID.randomUUID().toString());
    }

    private static JsonArray to(String type, String where) {
        return new JsonArray()
                .add(new JsonObject().put("type", type).put(type.equals("agent") ? "agent_url" : "platform", where));
    }

    private static JsonObject deployment(JsonObject answer) {
        return answer.getJsonArray("deployments").getJsonObject(0);
    }

    private static JsonObject error(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isTrue();
        JsonObject content = result.getJsonObject("structuredContent");
        assertThat(Mcp.text(result)).isEqualTo(content);
        return content.getJsonObject("adcp_error");
    }

    /** The tag, once all customers carry it. */
    private static String tag(String planner, String signal) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deployment(answer(planner, "activate_signal", order(signal)))
                        .getBoolean("is_live"));
        return deployment(answer(planner, "activate_signal", order(signal)))
                .getJsonObject("activation_key")
                .getString("segment_id");
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
