package dev.earshot.tool.mcp;

import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** Tools that are there for one sort of caller over MCP. Each bean of this type is served. */
interface Toolset {

    Collection<ToolDefinition> definitions();

    /** Whether they are there for this caller; known at once, from what the caller's identity holds. */
    Uni<Boolean> isFor(SecurityIdentity caller);

    /** Runs one of them for a caller whom they are there for. Refusals are outcomes, or failures of the {@link Uni}. */
    Uni<CallOutcome> call(String tool, SecurityIdentity caller, JsonObject arguments);
}
