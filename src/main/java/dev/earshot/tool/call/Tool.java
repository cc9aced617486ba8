package dev.earshot.tool.call;

import io.smallrye.mutiny.Uni;

/** One thing that an AI platform can request. It knows neither HTTP nor MCP. */
public interface Tool {

    /** As in {@code tools.json}, whose schema has checked the arguments. */
    String name();

    /** The tool as it is at the begin of a call, which keeps it to its end, whatever changes meanwhile. */
    default Tool now() {
        return this;
    }

    /** Whether its effect is in another system, which knows it by {@link ToolCall#effectKey()}. */
    default boolean hasRemoteEffect() {
        return false;
    }

    /** The answer, a record that becomes JSON as the tool's output schema says; most are {@link ToolResult}s. */
    Uni<?> call(ToolCall call);
}
