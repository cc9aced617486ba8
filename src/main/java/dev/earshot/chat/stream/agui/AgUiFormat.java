package dev.earshot.chat.stream.agui;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.chat.stream.ProtocolFormat;
import dev.earshot.chat.stream.WordsEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The events of AG-UI 1.0 (docs.ag-ui.com, "Events"). The state that agent and front end share is the draft with what
 * is known of it.
 */
final class AgUiFormat extends ProtocolFormat {
    private final String threadId;
    private final String runId;
    private final String conversationId;
    private Optional<JsonObject> snapshot = Optional.empty();

    /** Keeps the ids of the run only: its input holds the whole conversation, and a stream may be idle for long. */
    AgUiFormat(RunInput run, String conversationId, String messageId, ReplyOutcomes outcomes) {
        super(messageId, outcomes);
        this.threadId = run.threadId();
        this.runId = run.runId();
        this.conversationId = conversationId;
    }

    /** A run with nothing to tell. */
    static Buffer nothing(RunInput run) {
        Buffer out = Buffer.buffer();
        write(out, ofRun("RUN_STARTED", run.threadId(), run.runId()));
        write(out, ofRun("RUN_FINISHED", run.threadId(), run.runId()));
        return out;
    }

    /** Tells first what was said before. */
    AgUiFormat after(JsonObject earlier) {
        snapshot = Optional.of(earlier);
        return this;
    }

    @Override
    public Buffer opening() {
        Buffer out = Buffer.buffer();
        write(out, ofRun("RUN_STARTED"));
        snapshot.ifPresent(earlier -> write(out, earlier));
        // A stream may be idle for long.
        snapshot = Optional.empty();
        return out;
    }

    @Override
    protected WordsEvent begin(Buffer out) {
        write(out, ofMessage("TEXT_MESSAGE_START").put("role", "assistant"));
        return new WordsEvent(ofMessage("TEXT_MESSAGE_CONTENT").put("delta", WordsEvent.PLACE));
    }

    @Override
    protected void end(Buffer out, ReplyOutcomes.Outcome outcome, Optional<JsonObject> suggestions) {
        if (hasBegun()) {
            write(out, ofMessage("TEXT_MESSAGE_END"));
        }
        outcome.metadata()
                .map(JsonObject::mapFrom)
                .ifPresent(known -> write(
                        out,
                        event("STATE_SNAPSHOT")
                                .put("snapshot", SharedState.of(conversationId, messageId(), known, suggestions))));
        MessageStatus status = outcome.status();
        write(
                out,
                status == MessageStatus.COMPLETE || status == MessageStatus.STOPPED
                        ? ofRun("RUN_FINISHED")
                                .put(
                                        "result",
                                        new JsonObject()
                                                .put("messageId", messageId())
                                                .put("status", status.wire()))
                        : failed(FAILED, status.name()));
    }

    @Override
    public Buffer comeAgain() {
        Buffer out = Buffer.buffer();
        write(out, failed(COME_AGAIN, "COME_AGAIN"));
        return out;
    }

    private static JsonObject failed(String message, String code) {
        return event("RUN_ERROR").put("message", message).put("code", code);
    }

    private JsonObject ofMessage(String type) {
        return event(type).put("messageId", messageId());
    }

    private JsonObject ofRun(String type) {
        return ofRun(type, threadId, runId);
    }

    private static JsonObject ofRun(String type, String threadId, String runId) {
        return event(type).put("threadId", threadId).put("runId", runId);
    }

    static JsonObject event(String type) {
        return new JsonObject().put("type", type);
    }
}
