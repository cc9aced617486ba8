package dev.earshot.tool;

import dev.earshot.Refusal;

/**
 * How a call ended, in what could be said of it again: either an answer as JSON, or a refusal.
 *
 * @param replayed whether it is that of an earlier call, which this one repeats
 */
record Outcome(String answer, Refusal refusal, boolean replayed) {

    static Outcome answered(String json) {
        return new Outcome(json, null, false);
    }

    static Outcome refused(Refusal refusal) {
        return new Outcome(null, refusal, false);
    }

    Outcome again() {
        return new Outcome(answer, refusal, true);
    }

    /** What the call is counted as. */
    String result() {
        return refusal == null ? "ok" : refusal.code();
    }
}
