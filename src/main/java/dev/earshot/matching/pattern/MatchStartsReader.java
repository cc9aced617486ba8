package dev.earshot.matching.pattern;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads as much of a regular expression as it takes to know how its matches begin. */
final class MatchStartsReader {
    /** So many letters tell enough. */
    private static final int LONGEST = 8;
    /** With more beginnings than that none is followed any further. */
    private static final int MOST = 64;

    private static final String DIGITS = "0123456789";

    /** @param more whether what comes next in the pattern comes next in the text */
    private record Beginning(String text, boolean more) {
        Beginning closed() {
            return new Beginning(text, false);
        }
    }

    private static final Set<Beginning> NOTHING = Set.of(new Beginning("", true));
    private static final Set<Beginning> ANYTHING = Set.of(new Beginning("", false));

    private final String regex;
    private int at;

    MatchStartsReader(String regex) {
        this.regex = regex;
    }

    /** One of them begins each match; one that is empty stands for any. */
    Set<String> starts() {
        Set<String> starts = new LinkedHashSet<>();
        alternatives().forEach(beginning -> starts.add(beginning.text()));
        return at < regex.length() ? Set.of("") : starts;
    }

    private Set<Beginning> alternatives() {
        Set<Beginning> all = new LinkedHashSet<>();
        do {
            all.addAll(sequence());
        } while (take('|'));
        return all;
    }

    private Set<Beginning> sequence() {
        Set<Beginning> all = NOTHING;
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            Set<Beginning> next = element();
            all = joined(all, quantified(next));
        }
        return all;
    }

    private Set<Beginning> element() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '\\' -> escape();
            case '[' -> oneOf();
            case '(' -> group();
            case '^', '$' -> NOTHING;
            case '.' -> ANYTHING;
            default -> literal(c);
        };
    }

    private static Set<Beginning> literal(char c) {
        return Set.of(new Beginning(String.valueOf(c), true));
    }

    private Set<Beginning> escape() {
        char c = regex.charAt(at++);
        if (c == 'p' || c == 'P') {
            at = regex.indexOf('}', at) + 1;
            return ANYTHING;
        }
        return switch (c) {
            case 'b', 'B', 'A', 'z', 'Z', 'G' -> NOTHING;
            case 'd' -> anyOf(DIGITS);
            case 'n' -> literal('\n');
            case 't' -> literal('\t');
            default -> Character.isLetterOrDigit(c) ? ANYTHING : literal(c);
        };
    }

    private static Set<Beginning> anyOf(String letters) {
        Set<Beginning> all = new LinkedHashSet<>();
        letters.chars().forEach(c -> all.addAll(literal((char) c)));
        return all;
    }

    /** A class that lists its letters, ranges of digits among them; any other may begin with anything. */
    private Set<Beginning> oneOf() {
        StringBuilder letters = new StringBuilder();
        boolean known = true;
        for (int first = at; at < regex.length() && (regex.charAt(at) != ']' || at == first); at++) {
            char c = regex.charAt(at);
            if (c == '[') {
                return skippedClass();
            } else if (c == '\\') {
                c = regex.charAt(++at);
                known &= c == 'd' || !Character.isLetterOrDigit(c);
                letters.append(c == 'd' ? DIGITS : String.valueOf(c));
                at = c == 'p' || c == 'P' ? regex.indexOf('}', at) : at;
            } else if (c == '-' && at > first && regex.charAt(at + 1) != ']') {
                char from = regex.charAt(at - 1);
                char to = regex.charAt(++at);
                known &= Character.isDigit(from) && Character.isDigit(to);
                for (char digit = from; known && digit <= to; digit++) {
                    letters.append(digit);
                }
            } else {
                known &= c != '&' && !(c == '^' && at == first);
                letters.append(c);
            }
        }
        at++;
        return known ? anyOf(letters.toString()) : ANYTHING;
    }

    private Set<Beginning> skippedClass() {
        for (int depth = 1; depth > 0 && at < regex.length(); at++) {
            char c = regex.charAt(at);
            at += c == '\\' ? 1 : 0;
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        return ANYTHING;
    }

    /** What is only looked at takes no part in the match; a flag may change what all the rest means. */
    private Set<Beginning> group() {
        boolean looks = false;
        boolean flags = false;
        if (take('?')) {
            char kind = regex.charAt(at++);
            if (kind == '<' && "=!".indexOf(regex.charAt(at)) < 0) {
                at = regex.indexOf('>', at) + 1;
            } else {
                at += kind == '<' ? 1 : 0;
                looks = kind == '<' || kind == '=' || kind == '!';
                flags = !looks && kind != ':' && kind != '>';
            }
        }
        Set<Beginning> inside = alternatives();
        take(')');
        if (flags) {
            at = regex.length();
            return ANYTHING;
        }
        return looks ? NOTHING : inside;
    }

    private Set<Beginning> quantified(Set<Beginning> all) {
        Set<Beginning> beginnings = all;
        while (at < regex.length() && "?*+{".indexOf(regex.charAt(at)) >= 0) {
            char c = regex.charAt(at++);
            boolean optional = c != '+' && (c != '{' || regex.charAt(at) == '0');
            boolean repeated = c != '?';
            at = c == '{' ? regex.indexOf('}', at) + 1 : at;
            Set<Beginning> changed = new LinkedHashSet<>(optional ? NOTHING : Set.of());
            for (Beginning beginning : beginnings) {
                changed.add(repeated ? beginning.closed() : beginning);
            }
            beginnings = changed;
            at += at < regex.length() && "?+".indexOf(regex.charAt(at)) >= 0 ? 1 : 0;
        }
        return beginnings;
    }

    private static Set<Beginning> joined(Set<Beginning> all, Set<Beginning> next) {
        if (next.equals(NOTHING)) {
            return all;
        }
        Set<Beginning> joined = new LinkedHashSet<>();
        boolean few = all.size() * next.size() <= MOST;
        for (Beginning beginning : all) {
            if (beginning.more() && (few || beginning.text().isEmpty())) {
                next.forEach(then -> joined.add(cut(beginning.text() + then.text(), then.more())));
            } else {
                joined.add(beginning.closed());
            }
        }
        return joined;
    }

    private static Beginning cut(String text, boolean more) {
        return text.length() < LONGEST ? new Beginning(text, more) : new Beginning(text.substring(0, LONGEST), false);
    }

    private boolean take(char c) {
        boolean there = at < regex.length() && regex.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
