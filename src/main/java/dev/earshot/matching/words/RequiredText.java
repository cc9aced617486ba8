package dev.earshot.matching.words;

import java.util.Locale;

/**
 * The longest text without which a pattern can't match, found in the pattern itself: looking for it is far quicker than
 * trying the pattern at every position.
 */
public final class RequiredText {
    private RequiredText() {}

    /** Lower case; empty where nothing is sure to be there. */
    public static String of(String regex) {
        String longest = "";
        StringBuilder run = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            boolean literal = false;
            if (c == '\\') {
                at++;
                literal = at < regex.length() && !Character.isLetterOrDigit(regex.charAt(at));
                c = at < regex.length() ? regex.charAt(at) : c;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == '|' && depth == 0) {
                return "";
            } else {
                literal = Character.isLetterOrDigit(c) || "<>@&=/' ".indexOf(c) >= 0;
            }
            boolean optional = at + 1 < regex.length() && "?*{".indexOf(regex.charAt(at + 1)) >= 0;
            if (depth == 0 && literal && !optional) {
                run.append(Character.toLowerCase(c));
            } else {
                run.setLength(0);
            }
            longest = run.length() > longest.length() ? run.toString() : longest;
        }
        return longest.isBlank() ? "" : longest.toLowerCase(Locale.ROOT);
    }
}
