package dev.earshot.tool.call;

import dev.earshot.common.ApiException;

/**
 * The end of a call in a repeatable form: an answer as JSON, or a problem.
 *
 * @param replayed whether it is that of an earlier call, which this one repeats
 */
public record CallOutcome(String answer, ApiException refusal, boolean replayed) {
    /** The code of a refusal because another run of the same call is in flight: a retry gets its answer. */
    public static final String IN_FLIGHT = "CALL_IN_FLIGHT";

    public static CallOutcome answered(String json) {
        return new CallOutcome(json, null, false);
    }

    public static CallOutcome refused(ApiException refusal) {
        return new CallOutcome(null, refusal, false);
    }

    public CallOutcome again() {
        return new CallOutcome(answer, refusal, true);
    }

    /** Whether it was refused because of us or a backend, not because of the caller. */
    boolean isBusy() {
        return refusal != null && refusal.isTransient();
    }

    /** The outcome under which metrics count the call. */
    String result() {
        return refusal == null ? "ok" : refusal.code();
    }
}
