package dev.earshot.chat.stream;

import dev.earshot.chat.run.ReplyEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** An event that is the same for all words but for these, so that only they are put in for each. */
public final class WordsEvent {
    /** Stands where the words come. */
    public static final String PLACE = "\u0000words";

    private final String before;
    private final String after;

    /** @param event has {@link #PLACE} as one of its values */
    public WordsEvent(JsonObject event) {
        String whole = ProtocolFormat.event(event);
        String place = Json.encode(PLACE);
        int at = whole.indexOf(place);
        before = whole.substring(0, at);
        after = whole.substring(at + place.length());
    }

    void write(Buffer out, ReplyEvent.Words words) {
        out.appendString(before + words.json() + after);
    }
}
