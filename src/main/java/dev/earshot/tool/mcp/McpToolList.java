package dev.earshot.tool.mcp;

import dev.earshot.tool.card.ToolCards;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkus.arc.All;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

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
                .forEach(tool -> tools.add(entry(tool, set.securitySchemes(tool.name())))));
        manager.forEach(tool -> {
            if (isOfNoSet(tool.name())) {
                tools.add(tool.asJson());
            }
        });
        return tools;
    }

    private static JsonObject entry(ToolDefinition tool, List<Map<String, Object>> schemes) {
        JsonObject entry = new JsonObject()
                .put("name", tool.name())
                .put("description", tool.description())
                .put("title", tool.title())
                .put("annotations", new JsonObject().put("title", tool.title()).mergeIn(tool.annotations()))
                .put("inputSchema", tool.inputSchema())
                .put("outputSchema", tool.outputSchema())
                .put("_meta", new JsonObject().put(SCHEMES, schemes))
                .put("icons", new JsonArray());
        return ToolCards.named(entry).put(SCHEMES, schemes);
    }

    /** All of Earshot's own tools are of a set; others are listed for every caller, as the library would. */
    private boolean isOfNoSet(String tool) {
        return toolsets.stream()
                .flatMap(set -> set.definitions().stream())
                .noneMatch(known -> known.name().equals(tool));
    }
}
