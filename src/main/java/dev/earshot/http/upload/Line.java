package dev.earshot.http.upload;

/** One line of a text, read as it arrives. */
public sealed interface Line {

    /** Its place in the text; the first line is 1, and empty lines count. */
    long number();

    /** A line that can be read: without its line end, never blank. */
    record Text(long number, String text) implements Line {}

    /**
     * An unreadable line.
     *
     * @param reason a phrase that continues the line's number: {@code is longer than 65536 bytes}
     */
    record Unreadable(long number, String reason) implements Line {}
}
