package dev.earshot.event;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** What the value of a parameter or attribute is. */
public enum ParameterType {
    TEXT,
    NUMBER,
    INTEGER,
    BOOLEAN,
    /** A day, as text: {@code 2026-01-31}. */
    DATE;

    /** Whether a text is a day that exists, written as a {@link #DATE} is. */
    public static boolean isDay(String text) {
        try {
            return text.equals(LocalDate.parse(text).toString());
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
