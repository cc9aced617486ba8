package dev.earshot.customer;

import dev.earshot.common.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of a search for customers ended; callers see it as an opaque text.
 *
 * @param word the word that the last customer was found by; {@code null} among those without a profile
 */
record CustomerSearchCursor(String word, String id) {
    /** Before the first customer without a profile. */
    static final CustomerSearchCursor BEYOND_PROFILES = new CustomerSearchCursor(null, "");

    private static final CustomerSearchCursor START = new CustomerSearchCursor("", "");
    private static final String OWN = "customers";
    private static final String SEPARATOR = "\n";

    static CustomerSearchCursor of(String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            boolean valid = parts[0].equals(OWN)
                    && parts.length <= 3
                    && String.join("", parts).indexOf('\0') < 0;
            if (!valid) {
                throw new IllegalArgumentException();
            }
            return parts.length == 2
                    ? new CustomerSearchCursor(null, parts[1])
                    : new CustomerSearchCursor(parts[1], parts[2]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw ApiException.invalid("INVALID_CURSOR", "cursor", "is not a cursor from an earlier answer");
        }
    }

    boolean isBeyondProfiles() {
        return word == null;
    }

    String encoded() {
        String place = word == null ? String.join(SEPARATOR, OWN, id) : String.join(SEPARATOR, OWN, word, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
