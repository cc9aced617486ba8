package dev.earshot.matching;

import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.matching.words.Brief;

/**
 * A sentence as it was read.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading leaves out all that it names
 * @param frames for each word the time that holds for it
 */
record ReadStatement(Brief brief, int start, boolean excluded, TimeFrame[] frames) {

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
}
