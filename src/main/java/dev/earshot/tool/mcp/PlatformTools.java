package dev.earshot.tool.mcp;

import dev.earshot.http.auth.CallerResolver;
import dev.earshot.tool.AnonymousAccess;
import dev.earshot.tool.ToolInvoker;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.schema.ToolCatalogue;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of AI platforms: the same as over REST. */
@Singleton
class PlatformTools implements Toolset {
    private static final StringPermission TOOLS = new StringPermission("tools");

    private final ToolCatalogue catalogue;
    private final ToolInvoker tools;
    private final CallerResolver callers;
    private final AnonymousAccess anonymous;
    private final CurrentVertxRequest request;

    PlatformTools(
            ToolCatalogue catalogue,
            ToolInvoker tools,
            CallerResolver callers,
            AnonymousAccess anonymous,
            CurrentVertxRequest request) {
        this.catalogue = catalogue;
        this.tools = tools;
        this.callers = callers;
        this.anonymous = anonymous;
        this.request = request;
    }

    @Override
    public Collection<ToolDefinition> definitions() {
        return catalogue.all();
    }

    @Override
    public List<Map<String, Object>> securitySchemes(String tool) {
        Map<String, Object> token = Map.of("type", "oauth2", "scopes", List.of("tools"));
        return anonymous.allows(tool) ? List.of(Map.of("type", "noauth"), token) : List.of(token);
    }

    /** People who have not signed in see all tools, so that their platform knows for which to sign in. */
    @Override
    public Uni<Boolean> isFor(SecurityIdentity caller) {
        return caller.isAnonymous() ? Uni.createFrom().item(anonymous.isOpen()) : caller.checkPermission(TOOLS);
    }

    @Override
    public Uni<CallOutcome> call(String tool, SecurityIdentity caller, JsonObject arguments) {
        if (caller.isAnonymous()) {
            anonymous.admit(tool, request.getCurrent());
        }
        return tools.call(tool, callers.of(caller), arguments, Optional.empty());
    }
}
