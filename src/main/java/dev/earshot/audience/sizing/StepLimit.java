package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;

/** Whether a moment is within a time of another, in UTC. Moments are in microseconds since 1970. */
final class StepLimit {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final int NANOS = 1_000;

    private final Period period;

    /** Always within. */
    private final long least;

    /** Never beyond; between the two, the calendar decides. */
    private final long most;

    private StepLimit(Period period, long least, long most) {
        this.period = period;
        this.least = least;
        this.most = most;
    }

    static StepLimit of(TemporalAmount within) {
        if (within.equals(Criterion.EVER)) {
            return new StepLimit(null, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        if (within instanceof Period period) {
            long months = period.toTotalMonths();
            return new StepLimit(
                    period, (28 * months + period.getDays()) * DAY, (31 * months + period.getDays()) * DAY);
        }
        Duration duration = (Duration) within;
        long micros = duration.toSeconds() * SECOND + duration.toNanosPart() / NANOS;
        return new StepLimit(null, micros, micros);
    }

    /** @param to after {@code from} */
    boolean holds(long from, long to) {
        long took = to - from;
        return took <= least || took <= most && !time(to).isAfter(time(from).plus(period));
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * NANOS, ZoneOffset.UTC);
    }
}
