package dev.earshot.tool;

import dev.earshot.web.Caller;
import io.vertx.core.json.JsonObject;

/**
 * One call of a tool, its arguments checked.
 *
 * @param claim the right to store this call's answer, which its effect depends on; {@code null} when nobody could ask for the answer again
 */
record Call(String tool, Caller caller, JsonObject arguments, String claim) {

    Call claimed(String granted) {
        return new Call(tool, caller, arguments, granted);
    }

    String sessionId() {
        return arguments.getString("sessionId");
    }
}
