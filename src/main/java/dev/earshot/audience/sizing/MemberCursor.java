package dev.earshot.audience.sizing;

import dev.earshot.common.ApiException;

/** Where a page of customers ended: the position of its last one. */
public final class MemberCursor {
    private MemberCursor() {}

    public static String write(int position) {
        return Integer.toString(position, Character.MAX_RADIX);
    }

    public static int read(String cursor) {
        if (cursor == null) {
            return Membership.START;
        }
        try {
            int position = Integer.parseInt(cursor, Character.MAX_RADIX);
            if (position >= Membership.START && position < Integer.MAX_VALUE) {
                return position;
            }
        } catch (NumberFormatException e) {
            // The same as one that is out of bounds.
        }
        throw ApiException.invalid("INVALID_CURSOR", "cursor", "is not a cursor from an earlier answer");
    }
}
