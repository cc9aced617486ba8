package dev.earshot.tool;

import dev.earshot.web.Callers;
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
    private final Tools tools;
    private final Callers callers;

    PlatformTools(ToolCatalogue catalogue, Tools tools, Callers callers) {
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
    public Uni<Outcome> call(String tool, SecurityIdentity caller, JsonObject arguments) {
        return tools.call(tool, callers.of(caller), arguments, Optional.empty());
    }
}
