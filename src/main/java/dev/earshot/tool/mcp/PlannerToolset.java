package dev.earshot.tool.mcp;

import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.call.TimeLimit;
import dev.earshot.tool.call.ToolMetrics;
import dev.earshot.tool.schema.ToolCatalogue;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Tools for planners' assistants: each call is checked against its description, bounded in time and counted. */
abstract class PlannerToolset implements Toolset {
    private final ToolCatalogue catalogue;
    private final ToolMetrics metrics;
    private final TimeLimit limit;

    /** @param descriptions the resource that describes the tools, with the schemas of their arguments */
    PlannerToolset(String descriptions, ToolMetrics metrics, TimeLimit limit) {
        this.catalogue = new ToolCatalogue(descriptions, List.of());
        this.metrics = metrics;
        this.limit = limit;
    }

    /** The answer as JSON text, to arguments that are as they are described. */
    abstract Uni<String> answer(String tool, String planner, JsonObject arguments);

    @Override
    public final Collection<ToolDefinition> definitions() {
        return catalogue.all();
    }

    /** Roles are no scopes: the identity provider gives them by groups. */
    @Override
    public final List<Map<String, Object>> securitySchemes(String tool) {
        return List.of(Map.of("type", "oauth2", "scopes", List.of()));
    }

    @Override
    public final Uni<Boolean> isFor(SecurityIdentity caller) {
        return Uni.createFrom().item(caller.hasRole("planner"));
    }

    @Override
    public final Uni<CallOutcome> call(String tool, SecurityIdentity caller, JsonObject arguments) {
        return metrics.call(tool, () -> {
            JsonObject checked = catalogue.checked(tool, arguments);
            return limit.of(answer(tool, caller.getPrincipal().getName(), checked))
                    .map(CallOutcome::answered);
        });
    }
}
