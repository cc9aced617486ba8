package dev.earshot.tool.call;

import io.smallrye.mutiny.Uni;

/** One thing that an AI platform can request. It knows neither HTTP nor MCP. */
public interface Tool {

    /** As in {@code tools.json}, whose schema has checked the arguments. */
    String name();

    Uni<ToolResult> call(ToolCall call);
}
