package dev.earshot.chat.stream.aisdk;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.chat.stream.ProtocolFormat;
import dev.earshot.chat.stream.WordsEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The UI message stream of the AI SDK, version 1 (ai-sdk.dev, "Stream Protocols"). Signals and draft are data parts;
 * what else is known of the reply is the message's metadata.
 */
final class AiSdkFormat extends ProtocolFormat {
    private static final String DONE = "data: [DONE]\n\n";

    private final String conversationId;

    AiSdkFormat(String conversationId, String messageId, ReplyOutcomes outcomes) {
        super(messageId, outcomes);
        this.conversationId = conversationId;
    }

    @Override
    public Buffer opening() {
        Buffer out = Buffer.buffer();
        write(
                out,
                part("start")
                        .put("messageId", messageId())
                        .put("messageMetadata", new JsonObject().put("conversationId", conversationId)));
        return out;
    }

    @Override
    protected WordsEvent begin(Buffer out) {
        write(out, part("text-start").put("id", messageId()));
        return new WordsEvent(part("text-delta").put("id", messageId()).put("delta", WordsEvent.PLACE));
    }

    @Override
    protected void end(Buffer out, ReplyOutcomes.Outcome outcome, Optional<JsonObject> suggestions) {
        if (hasBegun()) {
            write(out, part("text-end").put("id", messageId()));
        }
        suggestions.ifPresent(
                signals -> write(out, part("data-signals").put("id", "signals").put("data", signals)));
        outcome.metadata()
                .map(ReplyMetadata::draft)
                .ifPresent(draft ->
                        write(out, part("data-draft").put("id", "draft").put("data", JsonObject.mapFrom(draft))));
        write(
                out,
                switch (outcome.status()) {
                    case COMPLETE ->
                        part("finish").put("finishReason", "stop").put("messageMetadata", metadata(outcome));
                    case STOPPED -> part("abort").put("reason", MessageStatus.STOPPED.wire());
                    default -> part("error").put("errorText", FAILED);
                });
        out.appendString(DONE);
    }

    /** Merged by the client with that of the start. */
    private JsonObject metadata(ReplyOutcomes.Outcome outcome) {
        JsonObject metadata = new JsonObject().put("conversationId", conversationId);
        outcome.metadata().map(JsonObject::mapFrom).ifPresent(known -> {
            metadata.put("unused", known.getValue("unused"));
            if (known.containsKey("audience")) {
                metadata.put("audience", known.getValue("audience"));
            }
        });
        return metadata;
    }

    @Override
    public Buffer comeAgain() {
        Buffer out = Buffer.buffer();
        write(out, part("error").put("errorText", COME_AGAIN));
        return out.appendString(DONE);
    }

    private static JsonObject part(String type) {
        return new JsonObject().put("type", type);
    }
}
