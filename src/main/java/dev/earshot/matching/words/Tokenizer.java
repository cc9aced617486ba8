package dev.earshot.matching.words;

import java.util.ArrayList;
import java.util.List;

/** Text → words. A suffix behind an apostrophe leaves the word: "women's", "İstanbul'da". */
public final class Tokenizer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    public static List<Token> tokens(String text) {
        return new Tokenizer(text).read();
    }

    private List<Token> read() {
        int gapStart = 0;
        while (at < text.length()) {
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            String before = text.substring(gapStart, at).strip();
            tokens.add(word(before));
            gapStart = at;
        }
        return tokens;
    }

    private Token word(String before) {
        int start = at;
        while (at < text.length() && (inWord(text.charAt(at)) || groupsThousands())) {
            at++;
        }
        int end = at;
        String folded = Folding.fold(text.substring(start, end));
        if (Character.isDigit(folded.charAt(0))) {
            folded = folded.replace(",", "").replace(".", "");
        }
        String suffix = suffix();
        if (suffix.equals("t")) {
            folded += "t";
            suffix = "";
        }
        return new Token(folded, suffix, before, at < text.length() ? text.charAt(at) : 0, start, end);
    }

    private String suffix() {
        if (at + 1 >= text.length() || !isApostrophe(text.charAt(at)) || !Character.isLetter(text.charAt(at + 1))) {
            return "";
        }
        int start = ++at;
        while (at < text.length() && inWord(text.charAt(at))) {
            at++;
        }
        return Folding.fold(text.substring(start, at));
    }

    /** "250,000" and "250.000" are one number; "25,34" is two. */
    private boolean groupsThousands() {
        char c = text.charAt(at);
        return (c == ',' || c == '.')
                && at > 0
                && Character.isDigit(text.charAt(at - 1))
                && digits(at + 1, 3)
                && (at + 4 >= text.length() || !Character.isDigit(text.charAt(at + 4)));
    }

    private boolean digits(int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (i >= text.length() || !Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || (c >= '\u0300' && c <= '\u036f');
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’' || c == '`';
    }
}
