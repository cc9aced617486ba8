package dev.earshot.chat.agent.model;

import dev.earshot.common.PlainText;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lets a model's words through, whole ones only, and of words that look like the id of a signal only those that are
 * one. An id may arrive in
 * several pieces, so the last word is held back until something follows. Blanks before the first word are no words, and
 * are dropped.
 */
final class SignalIdFilter {
    private static final Pattern LOOKS_LIKE_AN_ID = Pattern.compile("\\p{Alpha}\\p{Alnum}*(_[\\p{Alnum}.-]+)+");
    private static final Pattern ID_PARTS = Pattern.compile("[\\p{Alnum}_.-]+");
    private static final String INSTEAD = "(unknown signal)";
    /** No id is longer, with what stands around it, and no word needs to be waited for longer. */
    private static final int LONGEST = 72;

    private final Predicate<String> exists;
    private final StringBuilder held = new StringBuilder();
    private boolean silent = true;

    SignalIdFilter(Predicate<String> exists) {
        this.exists = exists;
    }

    /** What may be shown by now. */
    String pass(String words) {
        String text = PlainText.of(words);
        held.append(silent ? text.stripLeading() : text);
        silent = silent && held.isEmpty();
        int end = held.length();
        while (end > 0 && isPartOfWord(held.charAt(end - 1))) {
            end--;
        }
        return held.length() - end > LONGEST ? rest() : release(end);
    }

    /** Whether nothing was said at all. */
    boolean isSilent() {
        return silent;
    }

    /** What was held back. */
    String rest() {
        return release(held.length());
    }

    private String release(int end) {
        String ready = held.substring(0, end);
        held.delete(0, end);
        return ID_PARTS.matcher(ready).replaceAll(word -> checked(word.group()));
    }

    /**
     * In running text an id may stand behind a list's dash, before the end of a sentence, or between marks of emphasis.
     */
    private String checked(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && isMark(word.charAt(start))) {
            start++;
        }
        while (end > start && isMark(word.charAt(end - 1))) {
            end--;
        }
        String bare = word.substring(start, end);
        boolean invented = LOOKS_LIKE_AN_ID.matcher(bare).matches() && !exists.test(bare) && !exists.test(word);
        return invented ? word.substring(0, start) + INSTEAD + word.substring(end) : word;
    }

    private static boolean isMark(char c) {
        return c == '_' || c == '.' || c == '-';
    }

    private static boolean isPartOfWord(char c) {
        return isMark(c) || (c < 128 && Character.isLetterOrDigit(c));
    }
}
