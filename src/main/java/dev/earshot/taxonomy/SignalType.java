package dev.earshot.taxonomy;

import java.util.Locale;

/** The type of a signal. Life stages are demographic: front ends know these four and no fifth. */
public enum SignalType {
    LOCATION,
    TRANSACTION,
    DEMOGRAPHIC,
    INTEREST;

    /** The spelling on the wire: {@code location}, {@code transaction}, … */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no type has that name */
    public static SignalType of(String wireName) {
        return valueOf(wireName.strip().toUpperCase(Locale.ROOT));
    }
}
