package dev.earshot.tool.mcp;

import dev.earshot.tool.call.TimeLimit;
import dev.earshot.tool.call.ToolMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/** The signals tasks of AdCP over MCP, for planners' assistants; field names are the protocol's. */
@Singleton
class AdcpTools extends PlannerToolset {
    private static final int USUAL_LIMIT = 10;
    private static final String CONTEXT = "context_id";

    private final AdcpSignals agent;

    AdcpTools(AdcpSignals agent, ToolMetrics metrics, TimeLimit limit) {
        super("/tool/adcp-tools.json", metrics, limit);
        this.agent = agent;
    }

    @Override
    Uni<String> answer(String tool, String planner, JsonObject arguments) {
        Uni<JsonObject> answer = switch (tool) {
            case "get_signals" -> find(planner, arguments);
            case "activate_signal" -> agent.activate(planner, arguments.getString("signal_agent_segment_id"));
            default -> throw new IllegalStateException(tool + " is described but not implemented");
        };
        return answer.map(found -> inContext(found, arguments).encode());
    }

    /** A request for another catalogue or another platform finds nothing. */
    private Uni<JsonObject> find(String planner, JsonObject arguments) {
        JsonObject filters = arguments.getJsonObject("filters", new JsonObject());
        Object platforms =
                arguments.getJsonObject("deliver_to", new JsonObject()).getValue("platforms", "all");
        boolean ours = allows(filters.getJsonArray("catalog_types"), "owned")
                && allows(filters.getJsonArray("data_providers"), AdcpSignals.PROVIDER)
                && (platforms instanceof JsonArray some
                        ? some.contains(AdcpSignals.PLATFORM)
                        : List.of("all", AdcpSignals.PLATFORM).contains(platforms));
        return agent.find(
                planner,
                arguments.getString("signal_spec"),
                ours ? arguments.getInteger("max_results", USUAL_LIMIT) : 0,
                filters.getDouble("min_coverage_percentage", 0.0));
    }

    private static boolean allows(JsonArray wanted, String ours) {
        return wanted == null || wanted.isEmpty() || wanted.contains(ours);
    }

    private static JsonObject inContext(JsonObject answer, JsonObject arguments) {
        return arguments.getString(CONTEXT) == null ? answer : answer.put(CONTEXT, arguments.getString(CONTEXT));
    }
}
