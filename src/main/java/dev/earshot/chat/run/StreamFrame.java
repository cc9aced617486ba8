package dev.earshot.chat.run;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Suggestions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * One event of a reply's stream: the JSON after {@code data:}.
 *
 * <p>It escapes line breaks, so that no text, whatever its source, can end an event and begin another.
 */
public final class StreamFrame {
    private static final String DONE = "{\"data\":{\"done\"";
    private static final String ERROR = "{\"data\":{\"error\"";

    private static final String CHUNK = "{\"data\":{\"chunk\":\"";
    private static final String CHUNK_END = "\"}}";
    private static final String DATA = "\ndata: ";
    private static final String END = "\n\n";
    private static final String INTERRUPTED = "\"status\":\"" + MessageStatus.INTERRUPTED.wire() + "\"}}";
    /**
     * The number of an interruption. Viewers may have seen more of the reply than was logged, so a number next to the
     * log's last would be that of a word to them.
     */
    static final int INTERRUPTION = 999_999_999;

    private StreamFrame() {}

    /** Whether a stream ends with it. */
    static boolean isLast(String frame) {
        return frame.startsWith(DONE) || frame.startsWith(ERROR);
    }

    /**
     * An empty chunk, so that there is an id to resume from before the first word. Browsers would accept an event
     * without data, but some clients remember ids only of events with data.
     */
    public static Buffer opening(String messageId) {
        return event(messageId, 0, chunk(""));
    }

    /** The whole event, with the id to resume from. */
    static Buffer event(String messageId, int position, String frame) {
        int n = isLast(frame) && frame.endsWith(INTERRUPTED) ? INTERRUPTION : position;
        return Buffer.buffer("id: " + messageId + '/' + n + DATA + frame + END);
    }

    /** The JSON of a whole event. */
    static String of(Buffer event) {
        String text = event.toString();
        return text.substring(text.indexOf(DATA) + DATA.length(), text.length() - END.length());
    }

    /** Written without a tree of JSON, which would cost more than all else that is done for a word. */
    public static String chunk(String text) {
        StringBuilder frame = new StringBuilder(text.length() + CHUNK.length() + CHUNK_END.length()).append(CHUNK);
        JsonStringEncoder.getInstance().quoteAsString(text, frame);
        return frame.append(CHUNK_END).toString();
    }

    static String signals(Suggestions suggestions) {
        return data(new JsonObject().put("signals", suggestions));
    }

    /** The last frame of a reply that ended in this way. */
    public static String end(String messageId, MessageStatus status) {
        return data(
                switch (status) {
                    case COMPLETE -> new JsonObject().put("done", true).put("messageId", messageId);
                    case STOPPED ->
                        new JsonObject()
                                .put("done", true)
                                .put("messageId", messageId)
                                .put("status", status.wire());
                    case INTERRUPTED, FAILED ->
                        new JsonObject()
                                .put("error", "Streaming failed")
                                .put("messageId", messageId)
                                .put("status", status.wire());
                    case STREAMING -> throw new IllegalArgumentException("A reply that streams has not ended");
                });
    }

    private static String data(JsonObject content) {
        return new JsonObject().put("data", content).encode();
    }
}
