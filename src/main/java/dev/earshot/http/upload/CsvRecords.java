package dev.earshot.http.upload;

import java.util.List;

/**
 * Joins lines to records of CSV: a line break within quotes ends none. Holds no more than the longest allowed record.
 */
final class CsvRecords {
    private final int longest;
    private final StringBuilder record = new StringBuilder();
    private char separator = ',';
    private boolean quoted;
    private boolean tooLong;
    private long first;
    private long last;

    CsvRecords(int longest) {
        this.longest = longest;
    }

    void separatedBy(char by) {
        separator = by;
    }

    /** The records that this line ends: none within quotes, else one. */
    List<Line> add(Line line) {
        if (!quoted) {
            first = line.number();
        }
        if (line instanceof Line.Text text) {
            // Blank lines are not handed on; within quotes they are part of the value.
            String breaks = quoted ? "\n".repeat((int) Math.min(longest, line.number() - last)) : "";
            last = line.number();
            return append(breaks, text.text()) ? List.of() : end();
        }
        boolean within = quoted;
        reset();
        return within ? List.of(new Line.Unreadable(first, "is not read to its end"), line) : List.of(line);
    }

    /** What is left at the end: a record whose quotes nothing closed. */
    List<Line> rest() {
        if (!quoted) {
            return List.of();
        }
        reset();
        return List.of(new Line.Unreadable(first, "has a quote that is never closed"));
    }

    /** Whether the record goes on behind this line. */
    private boolean append(String breaks, String line) {
        boolean begins = !quoted;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                i++;
            } else if (quoted && c == '"') {
                quoted = false;
            } else if (!quoted && c == '"' && begins) {
                quoted = true;
            }
            begins = !quoted && (c == separator || (begins && c == ' '));
        }
        if (record.length() + breaks.length() + line.length() > longest) {
            tooLong = true;
            record.setLength(0);
        }
        if (!tooLong) {
            record.append(breaks).append(line);
        }
        return quoted;
    }

    private List<Line> end() {
        Line ended = tooLong
                ? new Line.Unreadable(
                        first, "is longer than " + longest + " characters, or a quote in it is never closed")
                : new Line.Text(first, record.toString());
        reset();
        return List.of(ended);
    }

    private void reset() {
        record.setLength(0);
        quoted = false;
        tooLong = false;
    }
}
