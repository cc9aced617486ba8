package dev.earshot.event;

/** What the value of a parameter or attribute is. */
public enum ParameterType {
    TEXT,
    NUMBER,
    INTEGER,
    BOOLEAN,
    /** A day, as text: {@code 2026-01-31}. */
    DATE
}
