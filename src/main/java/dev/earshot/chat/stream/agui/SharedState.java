package dev.earshot.chat.stream.agui;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.earshot.audience.Rule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What agent and front end share of a conversation. A front end that changes the draft and sends it back with the next
 * run has edited it.
 *
 * @param draft the rule
 * @param after the reply that left the draft; absent in what a front end begins with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
record SharedState(Rule draft, String after) {

    /**
     * As it is sent: besides, the signals that the reply proposes, the size of the audience (absent where the reply
     * does not say it), and the words of the prompt that no signal stands for.
     */
    static JsonObject of(
            String conversationId, String messageId, JsonObject metadata, Optional<JsonObject> suggestions) {
        JsonObject state = new JsonObject()
                .put("conversationId", conversationId)
                .put("draft", metadata.getValue("draft"))
                .put("after", messageId)
                .put(
                        "signals",
                        suggestions.map(made -> made.getJsonArray("signals")).orElseGet(JsonArray::new))
                .put("unused", metadata.getValue("unused"));
        suggestions.ifPresent(made -> state.put("size", made.getLong("totalReach")));
        if (metadata.containsKey("audience")) {
            state.put("audience", metadata.getValue("audience"));
        }
        return state;
    }
}
