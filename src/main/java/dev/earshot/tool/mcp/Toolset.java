package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import dev.earshot.tool.call.CallOutcome;
import dev.earshot.tool.schema.ToolDefinition;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools for one sort of caller over MCP. Each bean of this type is served. */
interface Toolset {

    Collection<ToolDefinition> definitions();

    /** What a tool needs, of which one suffices, as ChatGPT reads it ({@code securitySchemes}). */
    List<Map<String, Object>> securitySchemes(String tool);

    /** Whether this caller may see them; known at once, from the caller's identity. */
    Uni<Boolean> isFor(SecurityIdentity caller);

    /** Runs one of them for a permitted caller. Problems are outcomes, or failures of the {@link Uni}. */
    Uni<CallOutcome> call(String tool, SecurityIdentity caller, JsonObject arguments);

    /**
     * The structured form of an error, for a protocol that has one of its own.
     *
     * @param arguments as they were sent, whatever is wrong with them
     */
    default Optional<JsonObject> problem(ApiException error, JsonObject arguments) {
        return Optional.empty();
    }
}
