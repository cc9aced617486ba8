package dev.earshot.audience.sizing;

/** Events at least so many times since a moment. */
record PackedCount(PackedEvents events, long since, int atLeast) implements PackedCriterion {
    @Override
    public boolean isFulfilled(int place) {
        int last = events.end(place) - atLeast;
        return last >= events.begin(place) && events.time(last) >= since;
    }
}
