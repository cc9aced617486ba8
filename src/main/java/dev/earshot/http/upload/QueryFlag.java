package dev.earshot.http.upload;

import dev.earshot.common.ApiException;

/**
 * A parameter of an import that is true or false. Any other value is refused: {@code strict=1} read as false would
 * import a part of what should be imported as a whole or not at all.
 */
public final class QueryFlag {
    private QueryFlag() {}

    /** @param value as in the address; {@code null} if it is not there, and so false */
    public static boolean of(String name, String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ApiException.invalid("INVALID_INPUT", name, "must be true or false");
    }
}
