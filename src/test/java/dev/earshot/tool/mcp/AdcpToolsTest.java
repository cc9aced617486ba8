package dev.earshot.tool.mcp;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The signals tasks of AdCP, over MCP. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AdcpToolsTest extends AdcpCalls {
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
}
