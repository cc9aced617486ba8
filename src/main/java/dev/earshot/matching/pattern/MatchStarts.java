package dev.earshot.matching.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * How the matches of a pattern begin, found in the pattern itself. A pattern whose first part looks behind, at what may
 * stand far before, takes long at every place where no match can begin.
 */
public final class MatchStarts {
    private static final int ASCII = 128;
    private static final String[] NONE = {};

    /** The ways to begin, by their first letter. */
    private final String[][] plain = new String[ASCII][];

    private final Map<Character, String[]> others = new HashMap<>();

    /** The only way to begin; null if there are several. */
    private final String only;

    private final boolean known;

    private MatchStarts(Set<String> starts) {
        known = !starts.contains("");
        only = known && starts.size() == 1 ? starts.iterator().next() : null;
        Map<Character, List<String>> byFirst = new HashMap<>();
        if (known) {
            starts.forEach(start -> byFirst.computeIfAbsent(start.charAt(0), first -> new ArrayList<>())
                    .add(start));
        }
        byFirst.forEach((first, all) -> {
            if (first < ASCII) {
                plain[first] = all.toArray(NONE);
            } else {
                others.put(first, all.toArray(NONE));
            }
        });
    }

    /** @param regex compiled without flags */
    public static MatchStarts of(String regex) {
        return new MatchStarts(new MatchStartsReader(regex).starts());
    }

    /** Whether a match can't begin anywhere. */
    boolean areKnown() {
        return known;
    }

    /**
     * Whether the pattern fits at {@code from} or at the next place before {@code to} where it does.
     *
     * @param matcher of the pattern and the text, which looks beyond its region
     */
    public boolean find(Matcher matcher, String text, int from, int to) {
        if (!known) {
            return matcher.region(from, to).find();
        }
        for (int at = next(text, from, to); at >= 0; at = next(text, at + 1, to)) {
            if (matcher.region(at, to).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    /** The first place from {@code from} on and before {@code to} where a match may begin; -1 if there is none. */
    int next(String text, int from, int to) {
        if (only != null) {
            int at = text.indexOf(only, from);
            return at < to ? at : -1;
        }
        for (int at = from; at < to; at++) {
            if (mayBegin(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean mayBegin(String text, int at) {
        char first = text.charAt(at);
        String[] starts = first < ASCII ? plain[first] : others.get(first);
        if (starts != null) {
            for (String start : starts) {
                if (text.startsWith(start, at)) {
                    return true;
                }
            }
        }
        return false;
    }
}
