package dev.earshot.conversation;

import io.vertx.core.json.JsonObject;

/**
 * One event of a reply's stream.
 *
 * <p>The JSON escapes line breaks, so that no text, whoever wrote it, can end an event and begin another.
 *
 * @param n its number within the reply, from 1
 * @param json what stands after {@code data:}
 */
record Frame(int n, String json) {
    private static final String DONE = "{\"data\":{\"done\"";
    private static final String ERROR = "{\"data\":{\"error\"";

    /** Whether a stream ends with it. */
    static boolean isLast(String json) {
        return json.startsWith(DONE) || json.startsWith(ERROR);
    }

    boolean isLast() {
        return isLast(json);
    }

    static String chunk(String text) {
        return data(new JsonObject().put("chunk", text));
    }

    static String signals(Suggestions suggestions) {
        return data(new JsonObject().put("signals", suggestions));
    }

    /** The last frame of a reply that ended in this way. */
    static String end(String messageId, Status status) {
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
