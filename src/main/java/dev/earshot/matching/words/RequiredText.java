package dev.earshot.matching.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Texts of which any match of a pattern holds at least one, found in the pattern itself: looking for them is far
 * quicker than trying the pattern at every position.
 */
public final class RequiredText {
    /** From so many alternatives on the pattern itself is as quick. */
    private static final int MOST = 120;

    /** Stands for any digit. */
    private static final String DIGIT = "0";

    private final List<String> texts;

    private RequiredText(List<String> texts) {
        this.texts = texts;
    }

    public static RequiredText of(String regex) {
        Set<String> texts = new Parser(regex).alternatives();
        return new RequiredText(texts.size() > MOST ? List.of() : List.copyOf(texts));
    }

    /** @param lower in lower case, or folded as the pattern is */
    public boolean mayMatch(CharSequence lower) {
        if (texts.isEmpty()) {
            return true;
        }
        String text = lower.toString();
        for (String required : texts) {
            if (required.equals(DIGIT) ? hasDigit(text) : text.contains(required)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The stretches of the text in which a match may lie, each from and to before, in order.
     *
     * @param reach how far a match may go from the text that it needs, to either side
     */
    public List<int[]> near(String lower, int reach) {
        if (texts.isEmpty()) {
            return List.of(new int[] {0, lower.length()});
        }
        TreeSet<Integer> places = new TreeSet<>();
        for (String required : texts) {
            if (required.equals(DIGIT)) {
                IntStream.range(0, lower.length())
                        .filter(at -> Character.isDigit(lower.charAt(at)))
                        .forEach(places::add);
            } else {
                for (int at = lower.indexOf(required); at >= 0; at = lower.indexOf(required, at + 1)) {
                    places.add(at);
                }
            }
        }
        List<int[]> stretches = new ArrayList<>();
        for (int place : places) {
            int[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            int from = Math.max(0, place - reach);
            int to = Math.min(lower.length(), place + reach);
            if (last != null && from <= last[1]) {
                last[1] = to;
            } else {
                stretches.add(new int[] {from, to});
            }
        }
        return stretches;
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return String.join("|", texts);
    }

    /** Reads as much of a regular expression as it takes to know what no match can lack. */
    private static final class Parser {
        private final String regex;
        private int at;

        Parser(String regex) {
            this.regex = regex;
        }

        /** What one of the alternatives up to the next parenthesis requires; empty where one requires nothing. */
        Set<String> alternatives() {
            Set<String> all = new TreeSet<>();
            boolean open = false;
            do {
                Set<String> required = sequence();
                open |= required.isEmpty();
                all.addAll(required);
            } while (take('|'));
            return open ? Set.of() : all;
        }

        private Set<String> sequence() {
            Set<String> best = Set.of();
            StringBuilder run = new StringBuilder();
            while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
                String literal = literal();
                Set<String> other = literal == null ? other() : Set.of();
                boolean optional = quantifier();
                if (literal != null && !optional) {
                    run.append(literal);
                } else {
                    best = better(best, run);
                    run.setLength(0);
                }
                if (!optional) {
                    best = better(best, other);
                }
            }
            return better(best, run);
        }

        /** A letter, digit or sign that stands for itself. */
        private String literal() {
            char c = regex.charAt(at);
            if (c == '\\' && at + 1 < regex.length() && !Character.isLetterOrDigit(regex.charAt(at + 1))) {
                at += 2;
                return String.valueOf(regex.charAt(at - 1)).toLowerCase(Locale.ROOT);
            }
            if (Character.isLetterOrDigit(c) || "<>@&=/' -–,:;!\"%_".indexOf(c) >= 0) {
                at++;
                return String.valueOf(c).toLowerCase(Locale.ROOT);
            }
            return null;
        }

        private Set<String> other() {
            char c = regex.charAt(at++);
            if (c == '\\') {
                return escape();
            }
            if (c == '[') {
                skipClass();
            } else if (c == '(') {
                return group();
            }
            return Set.of();
        }

        private Set<String> escape() {
            char c = regex.charAt(at++);
            if ((c == 'p' || c == 'P') && at < regex.length() && regex.charAt(at) == '{') {
                at = regex.indexOf('}', at) + 1;
            }
            return c == 'd' ? Set.of(DIGIT) : Set.of();
        }

        private void skipClass() {
            for (int depth = 1; depth > 0 && at < regex.length(); at++) {
                char c = regex.charAt(at);
                at += c == '\\' ? 1 : 0;
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            }
        }

        private Set<String> group() {
            boolean denies = false;
            if (take('?')) {
                int start = at;
                while (":=!>)".indexOf(regex.charAt(at)) < 0) {
                    at++;
                }
                denies = regex.charAt(at) == '!';
                if (regex.charAt(at) == ')') {
                    at++;
                    return Set.of();
                }
                boolean behind = regex.charAt(start) == '<' && "=!".indexOf(regex.charAt(start + 1)) >= 0;
                denies |= behind && regex.charAt(start + 1) == '!';
                at++;
            }
            Set<String> required = alternatives();
            take(')');
            return denies ? Set.of() : required;
        }

        /** Whether what stands before may be missing; takes what says how often it stands there. */
        private boolean quantifier() {
            boolean optional = false;
            while (at < regex.length() && "?*+{".indexOf(regex.charAt(at)) >= 0) {
                char c = regex.charAt(at++);
                if (c == '{') {
                    optional |= regex.charAt(at) == '0';
                    at = regex.indexOf('}', at) + 1;
                } else {
                    optional |= c != '+' || at > 1 && regex.charAt(at - 2) == '+' && optional;
                }
            }
            return optional;
        }

        private boolean take(char c) {
            boolean there = at < regex.length() && regex.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private static Set<String> better(Set<String> best, StringBuilder run) {
            return run.toString().isBlank() ? best : better(best, Set.of(run.toString()));
        }

        /** The longer the shortest of the texts is, the more it rules out. */
        private static Set<String> better(Set<String> one, Set<String> other) {
            return worth(other) > worth(one) ? other : one;
        }

        private static double worth(Set<String> texts) {
            List<Integer> lengths = new ArrayList<>();
            texts.forEach(text -> lengths.add(2 * text.length()));
            int shortest = lengths.stream().mapToInt(length -> length).min().orElse(0);
            boolean digit = texts.contains(DIGIT);
            return shortest == 0 ? 0 : shortest - (digit ? 1 : 0) + 1.0 / (2 + texts.size());
        }
    }
}
