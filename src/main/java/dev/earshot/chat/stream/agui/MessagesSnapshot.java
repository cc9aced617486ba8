package dev.earshot.chat.stream.agui;

import dev.earshot.chat.MessageRole;
import dev.earshot.chat.run.Replies;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The event that gives a front end the messages of a conversation. Clients drop those that it lacks, so a reply that
 * they know already and that is told again does not stand there twice.
 */
final class MessagesSnapshot {
    private MessagesSnapshot() {}

    /** What was said before this reply. */
    static JsonObject before(String reply, List<Replies.Seen> said) {
        JsonArray messages = new JsonArray();
        said.stream()
                .takeWhile(message -> !message.id().equals(reply))
                .map(MessagesSnapshot::of)
                .forEach(messages::add);
        return AgUiFormat.event("MESSAGES_SNAPSHOT").put("messages", messages);
    }

    private static JsonObject of(Replies.Seen message) {
        return new JsonObject()
                .put("id", message.id())
                .put("role", message.role() == MessageRole.USER ? "user" : "assistant")
                .put("content", message.content());
    }
}
