package dev.earshot.matching.range;

/** From {@code low} to {@code high}, both included; {@link #OPEN} has no upper end. */
public record NumberRange(Kind kind, long low, long high) {
    public static final long OPEN = Long.MAX_VALUE;

    public enum Kind {
        AGE,
        CHILD_AGE,
        HOUSEHOLD_INCOME,
        PERSONAL_INCOME,
        NET_WORTH,
        HOME_VALUE,
        HOUSING_PAYMENT,
        ADULTS,
        CHILDREN,
        HOUSEHOLD_SIZE,
        RESIDENCE_YEARS,
        POPULATION
    }

    NumberRange of(Kind other) {
        return new NumberRange(other, low, high);
    }

    /** How much of {@code signal} this brief asks for, 0 to 1; a brief inside a wider signal counts as well. */
    public double covers(NumberRange signal) {
        if (kind != signal.kind || low > signal.high || high < signal.low) {
            return 0;
        }
        if (low <= signal.low && (high >= signal.high)) {
            return 1;
        }
        if (signal.low <= low && signal.high >= high) {
            return 0.9;
        }
        double shared = (double) Math.min(high, signal.high) - Math.max(low, signal.low) + 1;
        double width = Math.min((double) high - low, (double) signal.high - signal.low) + 1;
        return shared / width;
    }
}
