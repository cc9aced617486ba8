package dev.earshot.tool.mcp;

import dev.earshot.tool.card.ToolCards;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkus.arc.All;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Answers {@code tools/list}. The library's answer has no room for {@code securitySchemes}, which ChatGPT reads on the
 * tool itself, and knows no metadata with two slashes in its key, as cards have.
 */
@Singleton
class McpToolList {
    static final String METHOD = "tools/list";
    static final String SCHEMES = "securitySchemes";

    private final ToolManager manager;
    private final List<Toolset> toolsets;
    private final ToolListFilter filter;

    McpToolList(ToolManager manager, @All List<Toolset> toolsets, ToolListFilter filter) {
        this.manager = manager;
        this.toolsets = toolsets;
        this.filter = filter;
    }

    void answer(RoutingContext context, Object id) {
        JsonObject answer = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("result", new JsonObject().put("tools", tools(McpCaller.of(context))));
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.encode());
    }

    private JsonArray tools(SecurityIdentity caller) {
        JsonArray tools = new JsonArray();
        toolsets.forEach(set -> set.definitions().stream()
                .filter(tool -> filter.isFor(tool.name(), caller))
                .map(tool -> ToolCards.named(manager.getTool(tool.name()).asJson()))
                .forEach(tool -> tools.add(tool.put(SCHEMES, set.securitySchemes(tool.getString("name"))))));
        manager.forEach(tool -> {
            if (isOfNoSet(tool.name())) {
                tools.add(tool.asJson());
            }
        });
        return tools;
    }

    /** All of Earshot's own tools are of a set; others are listed for every caller, as the library would. */
    private boolean isOfNoSet(String tool) {
        return toolsets.stream()
                .flatMap(set -> set.definitions().stream())
                .noneMatch(known -> known.name().equals(tool));
    }
}
