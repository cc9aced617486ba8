package dev.earshot.tool.mcp;

import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.quarkus.arc.All;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.List;

/** Lists for each caller the tools that it may call. Other tools are refused, not unknown, and the answer says so. */
@Singleton
class ToolListFilter implements ToolFilter {
    private final List<Toolset> toolsets;
    private final CurrentIdentityAssociation identity;

    ToolListFilter(@All List<Toolset> toolsets, CurrentIdentityAssociation identity) {
        this.toolsets = toolsets;
        this.identity = identity;
    }

    @Override
    public boolean test(ToolInfo tool, FilterContext request) {
        if (request.method() != McpMethod.TOOLS_LIST) {
            return true;
        }
        return isFor(tool.name(), identity.getIdentity());
    }

    boolean isFor(String tool, SecurityIdentity caller) {
        return toolsets.stream()
                .filter(set -> set.definitions().stream()
                        .anyMatch(known -> known.name().equals(tool)))
                .anyMatch(set -> isFor(set, caller));
    }

    /** The library calls this without waiting; an identity's permissions are known without waiting, too. */
    private static boolean isFor(Toolset set, SecurityIdentity caller) {
        return set.isFor(caller).subscribeAsCompletionStage().getNow(false);
    }
}
