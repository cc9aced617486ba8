package dev.earshot.matching.clause;

import java.time.Period;

/**
 * How recently and how often something must have happened.
 *
 * @param within zero for no matter when
 */
public record TimeFrame(Period within, int atLeast) {
    public static final TimeFrame ANY = new TimeFrame(Period.ZERO, 1);

    public boolean isAny() {
        return within.isZero() && atLeast == 1;
    }

    /** Both, where one says when and the other how often; where both say when, the other. */
    public TimeFrame and(TimeFrame other) {
        return new TimeFrame(other.within.isZero() ? within : other.within, Math.max(atLeast, other.atLeast));
    }
}
