package dev.earshot.common;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Makes ids that carry their kind and sort by the time they were made: {@code sess_01jd3kq7f0x2m9…}. */
public final class Ids {
    /** Crockford's base 32, whose order is that of the characters. */
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    private Ids() {}

    /**
     * An id such as {@code call_01jd3kq7f0x2m9c4z8v1n6b5t3}: 48 bits of milliseconds, then 80 random bits.
     *
     * <p>The random bits come from {@link UUID#randomUUID()}, whose generator is seeded at run time in a native image
     * too; a generator in a static field of ours would be seeded once, at build time.
     */
    public static String make(String prefix, Instant at) {
        UUID random = UUID.randomUUID();
        char[] id = new char[prefix.length() + 1 + TIME_DIGITS + RANDOM_DIGITS];
        prefix.getChars(0, prefix.length(), id, 0);
        id[prefix.length()] = '_';
        int start = prefix.length() + 1;
        write(id, start, TIME_DIGITS, at.toEpochMilli());
        write(id, start + TIME_DIGITS, RANDOM_DIGITS / 2, random.getLeastSignificantBits());
        write(id, start + TIME_DIGITS + RANDOM_DIGITS / 2, RANDOM_DIGITS / 2, random.getMostSignificantBits() >>> 20);
        return new String(id);
    }

    /** Whether it is an id of this kind, as {@link #make} makes them. */
    public static boolean isOne(String prefix, String id) {
        int start = prefix.length() + 1;
        return id.length() == start + TIME_DIGITS + RANDOM_DIGITS
                && id.startsWith(prefix + '_')
                && id.chars().skip(start).allMatch(digit -> Arrays.binarySearch(DIGITS, (char) digit) >= 0);
    }

    /** When an id was made. */
    public static Instant time(String id) {
        long millis = 0;
        int start = id.indexOf('_') + 1;
        for (int i = start; i < start + TIME_DIGITS; i++) {
            millis = millis << 5 | Arrays.binarySearch(DIGITS, id.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    private static void write(char[] id, int start, int digits, long bits) {
        for (int i = start + digits - 1; i >= start; i--) {
            id[i] = DIGITS[(int) (bits & 31)];
            bits >>>= 5;
        }
    }
}
