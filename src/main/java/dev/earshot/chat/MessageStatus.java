package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a message. A prompt is always complete; everything but {@code STREAMING} is final. */
public enum MessageStatus {
    STREAMING,
    COMPLETE,
    /** Somebody stopped it; what was said until then is kept. */
    STOPPED,
    /** The replica that made it died or was shut down; what was logged until then is kept. */
    INTERRUPTED,
    /** The agent failed after its first word; what was said until then is kept. */
    FAILED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
