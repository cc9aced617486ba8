package dev.earshot.http;

import dev.earshot.common.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of a list ended that has the newest first; callers see it as an opaque cursor. */
public record PageCursor(Instant at, String id) {
    /** Before the first: later than anything, and yet a time that Postgres knows. */
    private static final PageCursor START = new PageCursor(Instant.parse("9999-01-01T00:00:00Z"), "");

    public static PageCursor of(String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(START.at) || parts[1].indexOf('\0') >= 0) {
                throw new IllegalArgumentException();
            }
            return new PageCursor(at, parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw invalid();
        }
    }

    /** The same, of a list whose ids begin with this: another list's cursor would skip what it never showed. */
    public static PageCursor of(String cursor, String prefix) {
        PageCursor place = of(cursor);
        if (cursor != null && !place.id.startsWith(prefix)) {
            throw invalid();
        }
        return place;
    }

    private static ApiException invalid() {
        return ApiException.invalid("INVALID_CURSOR", "cursor", "is not a cursor from an earlier answer");
    }

    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
