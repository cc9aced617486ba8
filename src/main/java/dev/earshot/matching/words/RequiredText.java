package dev.earshot.matching.words;

import dev.earshot.matching.words.SearchedText.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts that no match of a pattern can lack, found in the pattern itself: looking for them is far quicker than trying
 * the pattern at every position.
 */
public final class RequiredText {
    /** From so many alternatives on the pattern itself is as quick. */
    private static final int MOST = 120;

    /** Stands for any digit. */
    static final String DIGIT = "0";

    /**
     * One way to match: a match has at least one text of each of the lists, the most telling list first. No way if the
     * pattern may match anything.
     */
    private final Part[][][] ways;

    private RequiredText(List<List<List<Part>>> ways) {
        this.ways = ways.stream()
                .map(way -> way.stream().map(any -> any.toArray(Part[]::new)).toArray(Part[][]::new))
                .toArray(Part[][][]::new);
    }

    public static RequiredText of(String regex) {
        List<List<List<Part>>> ways = new RequiredTextReader(regex).ways();
        boolean open = ways.stream().anyMatch(List::isEmpty)
                || ways.stream().mapToInt(way -> way.get(0).size()).sum() > MOST;
        return new RequiredText(open ? List.of() : ways);
    }

    /** @param lower in lower case, or folded as the pattern is */
    public boolean mayMatch(String lower) {
        return ways.length == 0 || mayMatch(SearchedText.of(lower));
    }

    /** The same for a text that is tried with many patterns. */
    public boolean mayMatch(SearchedText text) {
        for (Part[][] way : ways) {
            if (hasEach(way, text)) {
                return true;
            }
        }
        return ways.length == 0;
    }

    private static boolean hasEach(Part[][] way, SearchedText text) {
        for (Part[] any : way) {
            if (!hasAny(any, text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAny(Part[] parts, SearchedText text) {
        for (Part part : parts) {
            if (part.text().equals(DIGIT) ? text.hasDigit() : text.has(part)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The stretches of the text in which a match may lie, each from and to before, in order.
     *
     * @param reach how far a match may go from the text that it needs, to either side
     */
    public List<int[]> near(SearchedText text, int reach) {
        if (!mayMatch(text)) {
            return List.of();
        }
        int length = text.lower().length();
        return ways.length == 0 || length <= reach
                ? List.of(new int[] {0, length})
                : stretches(places(text), length, reach);
    }

    private TreeSet<Integer> places(SearchedText text) {
        TreeSet<Integer> places = new TreeSet<>();
        for (Part[][] way : ways) {
            if (hasEach(way, text)) {
                for (Part part : way[0]) {
                    addPlaces(places, part.text(), text.lower());
                }
            }
        }
        return places;
    }

    private static void addPlaces(TreeSet<Integer> places, String required, String lower) {
        if (required.equals(DIGIT)) {
            IntStream.range(0, lower.length())
                    .filter(at -> Character.isDigit(lower.charAt(at)))
                    .forEach(places::add);
        } else {
            for (int at = lower.indexOf(required); at >= 0; at = lower.indexOf(required, at + 1)) {
                places.add(at);
            }
        }
    }

    private static List<int[]> stretches(TreeSet<Integer> places, int length, int reach) {
        List<int[]> stretches = new ArrayList<>();
        for (int place : places) {
            int[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            int from = Math.max(0, place - reach);
            int to = Math.min(length, place + reach);
            if (last != null && from <= last[1]) {
                last[1] = to;
            } else {
                stretches.add(new int[] {from, to});
            }
        }
        return stretches;
    }

    /** The lists of each way, joined by "&". */
    @Override
    public String toString() {
        return Arrays.stream(ways)
                .map(way -> Arrays.stream(way)
                        .map(any -> Arrays.stream(any).map(Part::text).collect(Collectors.joining("|")))
                        .collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" || "));
    }
}
