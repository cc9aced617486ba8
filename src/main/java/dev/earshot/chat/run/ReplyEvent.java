package dev.earshot.chat.run;

import dev.earshot.chat.MessageStatus;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** One event of a reply, whatever the protocol that carries it to a viewer. */
public sealed interface ReplyEvent {

    /**
     * The next words of the text.
     *
     * @param json the text as a JSON string, encoded once for all viewers
     */
    record Words(String text, String json) implements ReplyEvent {}

    /**
     * What the reply proposes.
     *
     * @param suggestions a {@link dev.earshot.chat.Suggestions} as on the wire
     */
    record Proposed(JsonObject suggestions) implements ReplyEvent {}

    /** The last event. */
    record Ended(MessageStatus status) implements ReplyEvent {}

    /** The event of a frame of the log. */
    static ReplyEvent of(String frame) {
        JsonObject data = new JsonObject(frame).getJsonObject("data");
        if (data.containsKey("chunk")) {
            String text = data.getString("chunk");
            return new Words(text, Json.encode(text));
        }
        if (data.containsKey("signals")) {
            return new Proposed(data.getJsonObject("signals"));
        }
        String status = data.getString("status");
        return new Ended(status == null ? MessageStatus.COMPLETE : MessageStatus.of(status));
    }
}
