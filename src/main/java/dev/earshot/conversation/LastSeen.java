package dev.earshot.conversation;

import dev.earshot.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a viewer had got: the id of the last event that it saw. */
record LastSeen(String messageId, int frame) {
    private static final Pattern EVENT_ID = Pattern.compile("(msg_[0-9a-z]{26})/([0-9]{1,9})");

    static LastSeen of(String eventId) {
        Matcher parts = EVENT_ID.matcher(eventId.strip());
        if (!parts.matches()) {
            throw Refusal.invalid("INVALID_LAST_EVENT_ID", "Last-Event-ID", "is not the id of an event of a stream");
        }
        return new LastSeen(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
