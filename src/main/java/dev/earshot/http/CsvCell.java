package dev.earshot.http;

/**
 * Texts as cells of CSV (RFC 4180). Ids, keys and queries come from anywhere: before what a spreadsheet would take for
 * a formula comes an apostrophe.
 */
public final class CsvCell {
    /** In full width as well, which some spreadsheets read alike. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /** A spreadsheet of some countries separates cells by semicolons, and any may be told to by tabs. */
    private static final String NEEDS_QUOTES = "\",;\t\r\n";

    private CsvCell() {}

    /** In quotes where needed; {@code null} is an empty cell. */
    public static String of(String text) {
        return text == null
                ? ""
                : text.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0) ? quoted(text) : harmless(text);
    }

    /** In quotes, whatever it is. */
    public static String quoted(String text) {
        return '"' + harmless(text).replace("\"", "\"\"") + '"';
    }

    private static String harmless(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
