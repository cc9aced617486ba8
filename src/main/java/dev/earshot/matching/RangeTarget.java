package dev.earshot.matching;

import dev.earshot.matching.range.NumberRange;
import java.util.ArrayList;
import java.util.List;

/** A range that the lexicon names by words: {@code #AGE 18-24} is what "gen z" means. */
record RangeTarget(NumberRange range) {
    private static final double ENOUGH = 0.5;

    static RangeTarget parse(String text) {
        String[] parts = text.substring(1).split(" ");
        String[] ends = parts[1].split("-", -1);
        long high = ends[1].isEmpty() ? NumberRange.OPEN : Long.parseLong(ends[1]);
        return new RangeTarget(new NumberRange(NumberRange.Kind.valueOf(parts[0]), Long.parseLong(ends[0]), high));
    }

    List<Integer> resolve(SignalIndex catalog) {
        List<Integer> found = new ArrayList<>();
        catalog.ranges().forEach((at, signalRange) -> {
            if (range.covers(signalRange) >= ENOUGH) {
                found.add(at);
            }
        });
        return found;
    }
}
