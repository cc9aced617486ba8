package dev.earshot.tool.schema;

import dev.earshot.common.ApiException;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.backend.OwnTools;
import dev.earshot.tool.backend.file.ToolsFileFault;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/**
 * Names and parameters of the tools, from {@code tool/tools.json}, the custom events of the settings and the tools
 * file: the one text that platforms see and that checks arguments, so that the two can't drift apart.
 */
@Singleton
public class ToolCatalogue {
    private final List<EventDefinition> custom;
    private volatile ToolDefinitions current;

    @Inject
    ToolCatalogue(EventTaxonomy taxonomy, OwnTools own) {
        this.custom = taxonomy.custom();
        try {
            this.current = with(own.current());
        } catch (ToolsFileFault fault) {
            throw OwnTools.refused(fault);
        }
    }

    public ToolCatalogue(List<EventDefinition> custom) {
        this.custom = custom;
        this.current = with(OwnToolSet.NONE);
    }

    /** @param resource a file of the same form as {@code tools.json} */
    public ToolCatalogue(String resource, List<EventDefinition> custom) {
        this.custom = custom;
        this.current = ToolDefinitions.of(resource, custom);
    }

    /** The tools as another reading of the tools file says; a fault if it can't be used. */
    public ToolDefinitions with(OwnToolSet own) {
        return ToolDefinitions.of(custom, own);
    }

    public void use(ToolDefinitions next) {
        current = next;
    }

    /** What is in use now. */
    public ToolDefinitions current() {
        return current;
    }

    public Collection<ToolDefinition> all() {
        return current.all();
    }

    /** All tools in the shape of one platform. */
    public List<JsonObject> render(ToolFormat format) {
        return current.render(format);
    }

    public boolean has(String tool) {
        return current.has(tool);
    }

    /** As the tools of now check them. */
    public JsonObject checked(String tool, JsonObject given) {
        return current.checked(tool, given);
    }

    public static ApiException unknown() {
        return ApiException.unknown("TOOL_NOT_FOUND", "There is no such tool; GET /tools lists them");
    }
}
