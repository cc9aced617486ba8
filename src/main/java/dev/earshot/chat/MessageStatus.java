package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a message. A prompt is always complete; all but {@code STREAMING} are final. */
public enum MessageStatus {
    STREAMING,
    COMPLETE,
    /** The planner stopped it; its text until then is kept. */
    STOPPED,
    /** Its replica died or shut down; the text logged until then is kept. */
    INTERRUPTED,
    /** The agent failed after its first word; the text until then is kept. */
    FAILED;

    public static MessageStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
