package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The author of a message. */
public enum MessageRole {
    USER,
    AGENT;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
