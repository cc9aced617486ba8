package dev.earshot.tool.mcp;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.database.StoredSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Mcp;
import dev.earshot.testing.database.StoredSignals;
import dev.earshot.testing.stub.NetmeraStub;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Calls of the tools of AdCP, about four customers. */
abstract class AdcpCalls {
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

    static JsonObject order(String signal) {
        return new JsonObject()
                .put("signal_agent_segment_id", signal)
                .put("destinations", to("platform", "netmera"))
                .put("pricing_option_id", "free")
                .put("idempotency_key", UUID.randomUUID().toString());
    }

    static JsonArray to(String type, String where) {
        return new JsonArray()
                .add(new JsonObject().put("type", type).put(type.equals("agent") ? "agent_url" : "platform", where));
    }

    static JsonObject deployment(JsonObject answer) {
        return answer.getJsonArray("deployments").getJsonObject(0);
    }

    static JsonObject error(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isTrue();
        JsonObject content = result.getJsonObject("structuredContent");
        assertThat(Mcp.text(result)).isEqualTo(content);
        return content.getJsonObject("adcp_error");
    }

    /** The tag, once all customers carry it. */
    static String tag(String planner, String signal) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deployment(answer(planner, "activate_signal", order(signal)))
                        .getBoolean("is_live"));
        return deployment(answer(planner, "activate_signal", order(signal)))
                .getJsonObject("activation_key")
                .getString("segment_id");
    }

    static JsonObject answer(String tool, JsonObject arguments) {
        return answer("ann", tool, arguments);
    }

    static JsonObject answer(String planner, String tool, JsonObject arguments) {
        JsonObject result = Mcp.call(planner(planner), tool, arguments);
        assertThat(result.getBoolean("isError")).as(result.encode()).isFalse();
        return result.getJsonObject("structuredContent");
    }

    static JsonObject signal(JsonObject found, String id) {
        return found.getJsonArray("signals").stream()
                .map(JsonObject.class::cast)
                .filter(signal -> id.equals(signal.getString("signal_agent_segment_id")))
                .findFirst()
                .orElseThrow();
    }

    static List<String> ids(JsonObject found) {
        return found.getJsonArray("signals").stream()
                .map(signal -> ((JsonObject) signal).getString("signal_agent_segment_id"))
                .toList();
    }
}
