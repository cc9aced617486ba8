package dev.earshot.matching.pattern;

import dev.earshot.matching.pattern.SearchedText.Part;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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

    Part[][][] ways() {
        return ways;
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
