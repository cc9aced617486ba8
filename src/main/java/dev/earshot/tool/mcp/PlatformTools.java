package dev.earshot.tool.mcp;

import dev.earshot.http.auth.CallerResolver;
import dev.earshot.tool.ToolInvoker;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.schema.ToolCatalogue;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;

/** The tools of AI platforms: the same as over REST. */
@Singleton
class PlatformTools implements Toolset {
    private static final StringPermission TOOLS = new StringPermission("tools");

    private final ToolCatalogue catalogue;
    private final ToolInvoker tools;
    private final CallerResolver callers;

    PlatformTools(ToolCatalogue catalogue, ToolInvoker tools, CallerResolver callers) {
        this.catalogue = catalogue;
        this.tools = tools;
        this.callers = callers;
    }

    @Override
    public Collection<ToolDefinition> definitions() {
        return catalogue.all();
    }

    @Override
    public Uni<Boolean> isFor(SecurityIdentity caller) {
        return caller.checkPermission(TOOLS);
    }

    @Override
    public Uni<CallOutcome> call(String tool, SecurityIdentity caller, JsonObject arguments) {
        return tools.call(tool, callers.of(caller), arguments, Optional.empty());
    }
}
