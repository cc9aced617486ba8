package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds lists whose last words belong to all of their parts: "life, auto and home insurance", "horror, sci-fi and
 * fantasy movies". Only where each part makes a phrase with them: "sofas, beds and dining tables" are three things.
 */
final class SharedHeads {
    private static final int LONGEST_PART = 2;
    private static final int FEWEST_PARTS = 2;
    private static final Pattern PEOPLE = Pattern.compile("[a-z]{2,}(?:ers|ors|ists|ians|eers)");

    private final Brief brief;
    private final PhraseIndex phrases;
    private final SignalIndex catalog;
    private final long taken;

    SharedHeads(Brief brief, PhraseIndex phrases, SignalIndex catalog, long taken) {
        this.brief = brief;
        this.phrases = phrases;
        this.catalog = catalog;
        this.taken = taken;
    }

    /** A part of a list with the words that it shares. */
    record Part(long mask, PhraseIndex.Entry entry) {}

    List<Part> find() {
        List<Part> found = new ArrayList<>();
        for (int at = 1; at < brief.size(); at++) {
            boolean and = brief.joint[at] && brief.stop[at] && !brief.boundary[at];
            if (and && at + 2 < brief.size()) {
                found.addAll(ending(at));
            }
            if (and && at > 1 && at + 1 < brief.size()) {
                Optional.ofNullable(sharingFirst(at)).ifPresent(found::add);
            }
        }
        return found;
    }

    /** "Dog food and treats": the first word belongs to both, if what follows "and" is nothing by itself. */
    private Part sharingFirst(int conjunction) {
        int first = conjunction - 2;
        int last = conjunction + 1;
        boolean fits = isContent(first)
                && isContent(conjunction - 1)
                && isContent(last)
                && !brief.joint[conjunction - 1]
                && !brief.boundary[last]
                && brief.negated[first] == brief.negated[last]
                && phrases.phrase(List.of(brief.lights.get(first), brief.lights.get(conjunction - 1))) != null
                && phrases.phrase(List.of(brief.lights.get(last))) == null;
        PhraseIndex.Entry entry =
                fits ? phrases.phrase(List.of(brief.lights.get(first), brief.lights.get(last))) : null;
        return entry == null || entry.modifier ? null : new Part(1L << last, entry);
    }

    /** The parts of the list whose last one follows the conjunction. */
    private List<Part> ending(int conjunction) {
        int start = conjunction + 1;
        int end = start;
        while (end < brief.size() && isContent(end) && (end == start || !brief.joint[end])) {
            end++;
        }
        List<int[]> parts = before(conjunction);
        for (int head = start + 1; head < end && parts.size() + 1 >= FEWEST_PARTS; head++) {
            for (int length = Math.min(end, head + LONGEST_PART) - head; length > 0; length--) {
                List<Part> found = together(parts, start, head, length);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private List<Part> together(List<int[]> parts, int start, int head, int length) {
        List<Part> found = new ArrayList<>();
        Part last = part(start, head, head, length);
        boolean all = last != null;
        for (int[] part : parts) {
            Part whole = all ? part(part[0], part[1], head, length) : null;
            whole = all && whole == null ? kindOf(part, head, length, last.entry()) : whole;
            all &= whole != null;
            if (all) {
                found.add(whole);
            }
        }
        if (all) {
            found.add(last);
        }
        return all ? found : List.of();
    }

    private Part part(int from, int to, int head, int length) {
        List<String> lights = new ArrayList<>(brief.lights.subList(from, to));
        lights.addAll(brief.lights.subList(head, head + length));
        PhraseIndex.Entry entry = phrases.phrase(lights);
        return entry == null || entry.modifier ? null : new Part(mask(from, to, head, length), entry);
    }

    private static long mask(int from, int to, int head, int length) {
        return (1L << to) - (1L << from) | (1L << head + length) - (1L << head);
    }

    /** "Road, gravel or mountain bikers": a word that says nothing of people tells what kind of them is meant. */
    private Part kindOf(int[] part, int head, int length, PhraseIndex.Entry whole) {
        String people = brief.tokens.get(head).folded();
        if (length > 1 || part[1] - part[0] > 1 || !PEOPLE.matcher(people).matches()) {
            return null;
        }
        PhraseIndex.Entry own = phrases.phrase(List.of(brief.lights.get(part[0])));
        boolean kind = !brief.tokens.get(part[0]).folded().endsWith("s")
                && (own == null
                        || own.targets.keySet().stream()
                                .allMatch(at -> catalog.get(at).type() == SignalType.TRANSACTION));
        return kind ? new Part(mask(part[0], part[1], head, 1), whole) : null;
    }

    /** From and to before of each part, the nearest first. */
    private List<int[]> before(int conjunction) {
        List<int[]> parts = new ArrayList<>();
        int end = conjunction;
        int at = conjunction;
        while (at > 0 && isContent(at - 1) && end - at < LONGEST_PART) {
            at--;
            if (brief.tokens.get(at).followsComma() && at > 0 && isContent(at - 1)) {
                parts.add(new int[] {at, end});
                end = at;
            }
        }
        if (at < end) {
            parts.add(new int[] {at, end});
        }
        return parts;
    }

    private boolean isContent(int at) {
        return !brief.stop[at]
                        && !brief.spoken[at]
                        && (taken & 1L << at) == 0
                        && !brief.tokens.get(at).startsSentence()
                || at == 0 && !brief.stop[at] && !brief.spoken[at];
    }
}
