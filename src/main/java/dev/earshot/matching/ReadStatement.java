package dev.earshot.matching;

import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.PurchaseStage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A sentence as it was read.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading leaves out all that it names
 * @param anyOf a heading says that one of its things is enough
 * @param frames for each word the time that holds for it
 */
record ReadStatement(Brief brief, int start, boolean excluded, boolean anyOf, TimeFrame[] frames) {

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
                .anyMatch(at -> !brief.timed[at] && !brief.stop[at] && !brief.cues.isWeak(brief.lights.get(at)));
        return more ? TimeFrame.ANY : Arrays.stream(frames).reduce(TimeFrame.ANY, (one, other) -> one.and(other));
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
}
