package dev.earshot.matching.clause;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label within a line begins a line of its own: "Dog owners. Exclude: golfers", "köpek sahipleri (hariç: golfçüler)".
 */
final class InlineLabels {
    private static final Pattern LABEL = Pattern.compile(
            "(?:(?<=[.;|!?)])\\s|(?<=,|\\s[–—-])\\s|\\()([\\p{L}'’][\\p{L}'’ -]{1,39}?)\\s?[:?=](?=\\s)");

    private final TextLayout layout;

    InlineLabels(TextLayout layout) {
        this.layout = layout;
    }

    /** The same text, each letter in its place, with the blank before such a label made the end of a line. */
    String parted(String text) {
        if (text.indexOf(':') < 0 && text.indexOf('?') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        StringBuilder parted = null;
        Matcher label = LABEL.matcher(text);
        int from = 0;
        while (label.find(from)) {
            if (beginsLine(text, label)) {
                parted = parted == null ? new StringBuilder(text) : parted;
                parted.setCharAt(label.start(), '\n');
            }
            from = label.start() + 1;
        }
        return parted == null ? text : parted.toString();
    }

    /** What is included needs the end of a sentence before it; "women, ages: 25-34" is one thing said. */
    private boolean beginsLine(String text, Matcher label) {
        boolean sentence = label.start() > 0 && ".;|!?)".indexOf(text.charAt(label.start() - 1)) >= 0;
        return layout.is("excluding heading", label.group(1)) || sentence && layout.is("heading", label.group(1));
    }
}
