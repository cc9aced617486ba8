package dev.earshot.tool.call;

import io.smallrye.mutiny.Uni;

/** One thing that an AI platform can ask for. It knows neither HTTP nor MCP. */
public interface Tool {

    /** As in {@code tools.json}, whose schema the arguments have been checked by. */
    String name();

    Uni<ToolResult> call(ToolCall call);
}
