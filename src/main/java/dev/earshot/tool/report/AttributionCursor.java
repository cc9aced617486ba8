package dev.earshot.tool.report;

import dev.earshot.common.ApiException;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of an attribution ended; callers see it as an opaque text.
 *
 * @param conversions of the last row; {@code null} before the first
 * @param keyless whether the last row was that of conversions without an interaction
 */
record AttributionCursor(Long conversions, String currency, boolean keyless, String key) {
    static final AttributionCursor START = new AttributionCursor(null, "", false, "");

    private static final String OWN = "attribution";
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 5;

    static AttributionCursor of(String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, PARTS);
            if (!parts[0].equals(OWN) || String.join("", parts).indexOf('\0') >= 0) {
                throw new IllegalArgumentException();
            }
            return new AttributionCursor(Long.valueOf(parts[1]), parts[2], Boolean.parseBoolean(parts[3]), parts[4]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw ApiException.invalid("INVALID_CURSOR", "cursor", "is not a cursor from an earlier answer");
        }
    }

    static AttributionCursor after(Attribution.Sum last) {
        return new AttributionCursor(
                last.conversions(), textOf(last.currency()), last.key() == null, textOf(last.key()));
    }

    String encoded() {
        String place = String.join(SEPARATOR, OWN, conversions.toString(), currency, Boolean.toString(keyless), key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    Tuple addTo(Tuple values) {
        return values.addLong(conversions)
                .addString(currency)
                .addBoolean(keyless)
                .addString(key);
    }

    private static String textOf(String text) {
        return text == null ? "" : text;
    }
}
