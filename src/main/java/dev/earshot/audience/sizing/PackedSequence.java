package dev.earshot.audience.sizing;

import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SequenceCriterion.Happening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Events one after the other. It goes from the last step back: of each step's events remain those from which the rest
 * goes on as it must. The next of these in time is the only one to look at, because a limit only forbids later ones. So
 * each event is looked at once a step.
 */
final class PackedSequence implements PackedCriterion {
    private final List<Step> steps;
    private final long since;
    private long[] following = new long[16];
    private long[] remaining = new long[16];

    /**
     * A step that happens.
     *
     * @param limit the time from the step before
     * @param absent what does not happen after it
     */
    record Step(PackedEvents events, StepLimit limit, List<Absence> absent) {}

    /** What does not happen within a time. */
    static final class Absence {
        private final PackedEvents events;
        private final StepLimit limit;
        private int at;

        Absence(PackedEvents events, StepLimit limit) {
            this.events = events;
            this.limit = limit;
        }

        /** Asked for one moment after the other. */
        private boolean isSeen(int place, long from) {
            while (at < events.end(place) && events.time(at) <= from) {
                at++;
            }
            return at < events.end(place) && limit.holds(from, events.time(at));
        }
    }

    /** @param since when the first step may happen at the earliest */
    private PackedSequence(List<Step> steps, long since) {
        this.steps = steps;
        this.since = since;
    }

    static PackedSequence of(List<SequenceCriterion.Step> steps, Map<Happening, PackedEvents> read, long since) {
        List<Step> happening = new ArrayList<>();
        for (SequenceCriterion.Step step : steps) {
            PackedEvents events = read.get(step.what());
            StepLimit limit = StepLimit.of(step.within());
            if (step.happened()) {
                happening.add(new Step(events, limit, new ArrayList<>()));
            } else {
                happening.get(happening.size() - 1).absent.add(new Absence(events, limit));
            }
        }
        return new PackedSequence(happening, since);
    }

    @Override
    public boolean isFulfilled(int place) {
        for (Step step : steps) {
            if (step.events.begin(place) == step.events.end(place)) {
                return false;
            }
        }
        int left = -1;
        for (int at = steps.size() - 1; at >= 0 && left != 0; at--) {
            long[] next = following;
            following = remaining;
            remaining = next;
            left = remain(place, at, left);
        }
        return left > 0;
    }

    /** How many of a step's events remain; of the first, one is enough. */
    private int remain(int place, int number, int followers) {
        Step step = steps.get(number);
        if (remaining.length < step.events.end(place) - step.events.begin(place)) {
            remaining = Arrays.copyOf(remaining, 2 * (step.events.end(place) - step.events.begin(place)));
        }
        step.absent.forEach(absence -> absence.at = absence.events.begin(place));
        int left = 0;
        int next = 0;
        for (int at = step.events.begin(place); at < step.events.end(place); at++) {
            long time = step.events.time(at);
            if (number == 0 && time < since) {
                continue;
            }
            while (next < followers && following[next] <= time) {
                next++;
            }
            if (next == followers) {
                break;
            }
            boolean goesOn = followers < 0 || steps.get(number + 1).limit.holds(time, following[next]);
            if (goesOn && isAlone(step, place, time)) {
                remaining[left++] = time;
                if (number == 0) {
                    break;
                }
            }
        }
        return left;
    }

    private static boolean isAlone(Step step, int place, long time) {
        for (Absence absence : step.absent) {
            if (absence.isSeen(place, time)) {
                return false;
            }
        }
        return true;
    }
}
