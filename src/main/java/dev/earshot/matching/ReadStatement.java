package dev.earshot.matching;

import dev.earshot.matching.clause.ListReader;
import dev.earshot.matching.clause.ListReader.Link;
import dev.earshot.matching.clause.Statement.Choice;
import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.PurchaseStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sentence as it was read.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading leaves out all that it names
 * @param anyOf a heading says that one of its things is enough
 * @param choice a heading or the sentence itself says that one of all it names is enough
 * @param frames for each word the time that holds for it
 */
record ReadStatement(Brief brief, int start, boolean excluded, boolean anyOf, Choice choice, TimeFrame[] frames) {

    boolean isNegated(PhraseHit hit) {
        return excluded || negatedByWords(hit);
    }

    /** A negator within the phrase belongs to its meaning: "no kids" excludes nobody. */
    private boolean negatedByWords(PhraseHit hit) {
        for (int at = hit.first(); at <= hit.last(); at++) {
            if (brief.negator[at] && (hit.mask() & 1L << at) != 0) {
                return false;
            }
        }
        return brief.negated[hit.first()] || brief.negated[hit.last()];
    }

    String words(PhraseHit hit) {
        return brief.words(hit.mask());
    }

    /** Where it begins in the text, in characters. */
    int start(PhraseHit hit) {
        return start + brief.tokens.get(hit.first()).start();
    }

    TimeFrame frame(PhraseHit hit) {
        for (int at = hit.first(); at <= hit.last(); at++) {
            if ((hit.mask() & 1L << at) != 0 && !frames[at].isAny()) {
                return frames[at];
            }
        }
        return TimeFrame.ANY;
    }

    /** "Last 3 months" on a line of its own: the time that it says, and nothing where it says more than a time. */
    TimeFrame onlyTime() {
        boolean more = IntStream.range(0, brief.size())
                        .anyMatch(at -> !brief.timed[at] && !brief.stop[at] && !brief.cues.isWeak(brief.lights.get(at)))
                || IntStream.range(1, brief.size()).anyMatch(at -> isPlain(at) && isPlain(at - 1));
        return more ? TimeFrame.ANY : Arrays.stream(frames).reduce(TimeFrame.ANY, (one, other) -> one.and(other));
    }

    /** Of two everyday words side by side the one tells what the other is of: "energy drinks". */
    private boolean isPlain(int at) {
        return !brief.timed[at] && !brief.stop[at] && !brief.spoken[at];
    }

    /** "All three at once", "ikisi birden". */
    boolean saysAll() {
        return choice == Choice.ALL;
    }

    /** What it says is enough, one for another; its age, gender or place holds for all of it. */
    List<PhraseHit> chosen(List<PhraseHit> hits, SignalIndex catalog) {
        List<PhraseHit> some = hits.stream()
                .filter(hit -> !isNegated(hit))
                .filter(hit -> !RangeReader.isRange(hit, catalog) && !catalog.isOfAll(hit))
                .toList();
        return switch (choice) {
            case NONE, ALL -> List.of();
            case WITHIN -> some.subList(Math.min(1, some.size()), some.size());
            case WITH_BEFORE -> some.subList(0, Math.min(1, some.size()));
        };
    }

    /** "Any one will do": nothing that a signal could stand for. */
    boolean saysNothingElse() {
        return IntStream.range(0, brief.size())
                .allMatch(at -> brief.timed[at]
                        || brief.stop[at]
                        || brief.cues.isWeak(brief.lights.get(at))
                        || brief.cues.isOrdinary(brief.tokens.get(at).folded()));
    }

    ReadStatement with(Choice other) {
        return new ReadStatement(brief, start, excluded, anyOf, other, frames);
    }

    /** What it says is kept elsewhere. */
    void useTimes() {
        Arrays.fill(brief.timed, false);
    }

    boolean saysWhatWasDone() {
        return IntStream.range(0, brief.size())
                .anyMatch(at -> brief.intent[at] == PurchaseStage.PURCHASED
                        || brief.intent[at] == PurchaseStage.PURCHASE
                        || brief.cues.has("deed", brief.lights.get(at)));
    }

    /** Lets a time hold for all that has none of its own. */
    void happened(TimeFrame frame) {
        Arrays.setAll(frames, at -> frame.and(frames[at]));
    }

    /**
     * What it says that no signal stands for: words of its own, not those of everybody.
     *
     * @param hits what was made of it
     */
    List<String> unused(List<PhraseHit> hits) {
        long used = hits.stream()
                .filter(hit -> !hit.targets().isEmpty())
                .mapToLong(PhraseHit::mask)
                .reduce(0, (a, b) -> a | b);
        boolean timeKept = hits.stream().anyMatch(hit -> !frame(hit).isAny());
        List<String> words = new ArrayList<>();
        long run = 0;
        for (int at = 0; at <= brief.size(); at++) {
            boolean says =
                    at < brief.size() && (used & 1L << at) == 0 && (brief.timed[at] ? !timeKept : saysSomething(at));
            boolean ends = !says || (run != 0 && brief.joint[at]);
            if (ends && run != 0) {
                words.add(brief.words(run));
                run = 0;
            }
            run |= says ? 1L << at : 0;
        }
        return words;
    }

    private boolean saysSomething(int at) {
        String light = brief.lights.get(at);
        return !brief.stop[at]
                && !brief.spoken[at]
                && !brief.cues.isWeak(light)
                && !brief.cues.isWeak(brief.stems.get(at))
                && !brief.cues.isOrdinary(brief.tokens.get(at).folded())
                && !brief.cues.isOrdinary(light)
                && !brief.tokens.get(at).isNumber()
                && light.length() > 1;
    }

    /** How each phrase is tied to the one before it; the first is tied to nothing. */
    List<Link> links(List<PhraseHit> hits) {
        ListReader lists = new ListReader(brief);
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            boolean tied = i > 0 && isNegated(hits.get(i - 1)) == isNegated(hits.get(i));
            links.add(tied ? lists.between(near(hits, i).last(), listStart(hits, i)) : Link.APART);
        }
        return links;
    }

    /** In "a ballet or street dance class" the list starts at "ballet", though "dance class" is the first phrase. */
    private static int listStart(List<PhraseHit> hits, int at) {
        int first = hits.get(at).first();
        boolean around = at + 1 < hits.size()
                && hits.get(at + 1).first() > hits.get(at - 1).last();
        return around ? Math.min(first, hits.get(at + 1).first()) : first;
    }

    /** The phrase before; one whose words stand far apart is no neighbour. */
    private static PhraseHit near(List<PhraseHit> hits, int at) {
        return hits.get(at - 1).isDistant() && at > 1 ? hits.get(at - 2) : hits.get(at - 1);
    }
}
