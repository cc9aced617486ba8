package dev.earshot.tool.call;

import dev.earshot.http.auth.Caller;
import io.vertx.core.json.JsonObject;

/**
 * One call of a tool, its arguments checked.
 *
 * @param claim the right to store this call's answer, on which its effect depends; {@code null} if the answer can't be
 *     requested again
 */
public record ToolCall(String tool, Caller caller, JsonObject arguments, String claim) {

    public ToolCall claimed(String granted) {
        return new ToolCall(tool, caller, arguments, granted);
    }

    public String sessionId() {
        return arguments.getString("sessionId");
    }
}
