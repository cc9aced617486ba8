package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;

/**
 * The words from {@code start} to before {@code end} say when or how often something happened.
 *
 * @param counts the thing that is counted comes next: "at least three flights"
 */
record TimeMention(int start, int end, TimeFrame frame, boolean counts) {

    /** "Works out 4 times a week, buys sportswear": what stands before the comma is what was done so often. */
    boolean closesClause(Brief brief) {
        int next = end;
        while (next < brief.size()
                && brief.timed[next]
                && !brief.tokens.get(next).followsComma()) {
            next++;
        }
        return next < brief.size()
                && brief.tokens.get(next).followsComma()
                && start > 0
                && !brief.tokens.get(start).followsComma()
                && !brief.boundary[start];
    }
}
