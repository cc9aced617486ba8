package dev.earshot.tool.call;

import dev.earshot.http.auth.Caller;
import io.vertx.core.json.JsonObject;

/**
 * One call of a tool, its arguments checked.
 *
 * @param claim the right to store this call's answer, on which its effect depends; {@code null} if the answer can't be
 *     requested again
 * @param effectKey names the effect for a system that has it: the same for each retry of the call; {@code null} if the
 *     call can't be retried
 */
public record ToolCall(String tool, Caller caller, JsonObject arguments, String claim, String effectKey) {

    public static ToolCall of(String tool, Caller caller, JsonObject arguments) {
        return new ToolCall(tool, caller, arguments, null, null);
    }

    public ToolCall claimed(String granted, String effect) {
        return new ToolCall(tool, caller, arguments, granted, effect);
    }

    public String sessionId() {
        return arguments.getString("sessionId");
    }
}
