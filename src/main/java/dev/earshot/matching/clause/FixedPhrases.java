package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;

/** Tells where words that mean something as they stand ("no meat", "Doctor Who") are part of something else. */
public final class FixedPhrases {
    private final Brief brief;

    public FixedPhrases(Brief brief) {
        this.brief = brief;
    }

    /** Whether the words from {@code start} to before {@code end} may be such a phrase. */
    public boolean mayStand(int start, int end) {
        return end >= brief.size() || brief.language != Language.EN || !deniesMore(start, end) && !beginsClause(end);
    }

    /** "Not parents of teens" are parents all the same, and "no meat eaters" does not ask for vegetarians. */
    private boolean deniesMore(int start, int end) {
        return brief.negator[start]
                && (brief.lights.get(end).equals("of") || brief.cues.has("head", brief.lights.get(end)));
    }

    /** "Doctors who run": the last word of "Doctor Who" begins what is said of them. */
    private boolean beginsClause(int end) {
        return brief.cues.has("relative", brief.lights.get(end - 1))
                && !brief.joint[end]
                && !brief.boundary[end]
                && !brief.cues.has("head", brief.lights.get(end));
    }
}
