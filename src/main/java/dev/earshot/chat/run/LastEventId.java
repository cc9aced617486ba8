package dev.earshot.chat.run;

import dev.earshot.common.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A viewer's position: the id of the last event that it saw. */
public record LastEventId(String messageId, int frame) {
    private static final Pattern EVENT_ID = Pattern.compile("(msg_[0-9a-z]{26})/([0-9]{1,9})");

    public static LastEventId of(String eventId) {
        Matcher parts = EVENT_ID.matcher(eventId.strip());
        if (!parts.matches()) {
            throw ApiException.invalid("INVALID_LAST_EVENT_ID", "Last-Event-ID", "is not the id of a stream's event");
        }
        return new LastEventId(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
