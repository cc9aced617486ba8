package dev.earshot.matching.pattern;

import dev.earshot.matching.pattern.SearchedText.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads as much of a regular expression as it takes to know what no match can lack. */
final class RequiredTextReader {
    private final String regex;
    private int at;

    RequiredTextReader(String regex) {
        this.regex = regex;
    }

    /** For each alternative what it requires, the most telling first; see {@link RequiredText}. */
    List<List<List<Part>>> ways() {
        List<List<List<Part>>> ways = new ArrayList<>();
        do {
            ways.add(sequence().stream()
                    .sorted(Comparator.comparingDouble(RequiredTextReader::worth)
                            .reversed())
                    .map(any -> any.stream().map(Part::of).toList())
                    .toList());
        } while (take('|'));
        return ways;
    }

    /** What one of the alternatives up to the next parenthesis requires; empty where one requires nothing. */
    private Set<String> alternatives() {
        Set<String> all = new TreeSet<>();
        boolean open = false;
        do {
            Set<String> required = sequence().stream()
                    .max(Comparator.comparingDouble(RequiredTextReader::worth))
                    .orElse(Set.of());
            open |= required.isEmpty();
            all.addAll(required);
        } while (take('|'));
        return open ? Set.of() : all;
    }

    /** Sets of texts up to the next alternative, one text of each of which is required. */
    private List<Set<String>> sequence() {
        List<Set<String>> all = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            String literal = literal();
            Set<String> other = literal == null ? other() : Set.of();
            int end = at;
            boolean optional = quantifier();
            boolean repeated = at > end;
            if (literal != null && !optional) {
                run.append(literal);
            }
            if (literal == null || repeated) {
                end(run, all);
            }
            if (!optional && !other.isEmpty()) {
                all.add(other);
            }
        }
        end(run, all);
        return all;
    }

    /** A space alone tells too little to be looked for. */
    private static void end(StringBuilder run, List<Set<String>> all) {
        if (!run.toString().isBlank()) {
            all.add(Set.of(run.toString()));
        }
        run.setLength(0);
    }

    /** A letter, digit or sign that stands for itself. */
    private String literal() {
        char c = regex.charAt(at);
        if (c == '\\' && at + 1 < regex.length() && !Character.isLetterOrDigit(regex.charAt(at + 1))) {
            at += 2;
            return String.valueOf(Character.toLowerCase(regex.charAt(at - 1)));
        }
        if (Character.isLetterOrDigit(c) || "<>@&=/' -–,:;!\"%_".indexOf(c) >= 0) {
            at++;
            return String.valueOf(Character.toLowerCase(c));
        }
        return null;
    }

    private Set<String> other() {
        char c = regex.charAt(at++);
        if (c == '\\') {
            return escape();
        }
        if (c == '[') {
            return signs();
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
        return c == 'd' ? Set.of(RequiredText.DIGIT) : Set.of();
    }

    /** The signs of a class that lists nothing else, as {@code [:=|]} does. */
    private Set<String> signs() {
        int start = at;
        skipClass();
        Set<String> signs = new TreeSet<>();
        for (int i = start; i < at - 1; i++) {
            char c = regex.charAt(i);
            boolean range = c == '-' && i > start && i < at - 2;
            if (Character.isLetterOrDigit(c) || Character.isWhitespace(c) || "\\[]^&".indexOf(c) >= 0 || range) {
                return Set.of();
            }
            signs.add(String.valueOf(c));
        }
        return signs;
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

    /** The longer the shortest of the texts is, the more it rules out. */
    private static double worth(Set<String> texts) {
        List<Integer> lengths = new ArrayList<>();
        texts.forEach(text -> lengths.add(2 * text.length()));
        int shortest = lengths.stream().mapToInt(length -> length).min().orElse(0);
        boolean digit = texts.contains(RequiredText.DIGIT);
        return shortest == 0 ? 0 : shortest - (digit ? 1 : 0) + 1.0 / (2 + texts.size());
    }
}
