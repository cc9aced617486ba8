package dev.earshot.matching.pattern;

import dev.earshot.matching.pattern.SearchedText.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What each of many patterns requires, looked for in one pass over a text. */
public final class RequiredTexts {
    private static final int FEW = 64;

    /** Holds for every text, as the pattern that requires nothing does. */
    private static final int[][] ALWAYS = {{}};

    private final TextAutomaton automaton;
    private final int texts;
    private final int digit;
    /** For each text the lists that it is in. */
    private final int[][] listsOf;

    private final int lists;
    /** For each pattern and way the lists of which one text each is required. */
    private final int[][][] waysOf;
    /** And the texts of the first of these lists, near which a match is; none if it may be anywhere. */
    private final int[][][] tellingOf;

    public RequiredTexts(List<RequiredText> patterns) {
        Map<String, Integer> numbers = new HashMap<>();
        Map<List<Integer>, Integer> listNumbers = new HashMap<>();
        waysOf = new int[patterns.size()][][];
        tellingOf = new int[patterns.size()][][];
        for (int at = 0; at < waysOf.length; at++) {
            Part[][][] ways = patterns.get(at).ways();
            waysOf[at] = ways.length == 0 ? ALWAYS : new int[ways.length][];
            tellingOf[at] = new int[ways.length][];
            for (int way = 0; way < ways.length; way++) {
                waysOf[at][way] = Arrays.stream(ways[way])
                        .mapToInt(any -> number(listNumbers, numbered(numbers, any)))
                        .toArray();
                tellingOf[at][way] = numbered(numbers, ways[way][0]).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        digit = number(numbers, RequiredText.DIGIT);
        texts = numbers.size();
        lists = listNumbers.size();
        listsOf = listsOf(listNumbers);
        String[] all = new String[texts];
        numbers.forEach((text, number) -> all[number] = text);
        automaton = new TextAutomaton(List.of(all));
    }

    private static List<Integer> numbered(Map<String, Integer> numbers, Part[] any) {
        return Arrays.stream(any).map(part -> number(numbers, part.text())).toList();
    }

    private static <T> int number(Map<T, Integer> numbers, T what) {
        Integer known = numbers.putIfAbsent(what, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private int[][] listsOf(Map<List<Integer>, Integer> listNumbers) {
        List<List<Integer>> of = new ArrayList<>();
        IntStream.range(0, texts).forEach(text -> of.add(new ArrayList<>()));
        listNumbers.forEach((list, number) -> list.forEach(text -> of.get(text).add(number)));
        return of.stream()
                .map(all -> all.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** @param lower in lower case, or folded as the patterns are */
    public Places in(String lower) {
        return new Places(lower);
    }

    /** Where the required texts stand in one text. */
    public final class Places implements TextAutomaton.Found {
        private final int length;
        private final boolean[] met = new boolean[lists];
        /** For each text its last place, for each place the one before; 0 if there is none. */
        private final int[] last = new int[texts];

        private int[] before = new int[FEW];
        private int[] starts = new int[FEW];
        private int count;

        private Places(String lower) {
            length = lower.length();
            automaton.search(lower, this);
            for (int at = 0; at < length; at++) {
                char c = lower.charAt(at);
                if (c != '0' && Character.isDigit(c)) {
                    at(digit, at);
                }
            }
        }

        @Override
        public void at(int text, int start) {
            if (++count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                before = Arrays.copyOf(before, 2 * count);
            }
            if (last[text] == 0) {
                for (int list : listsOf[text]) {
                    met[list] = true;
                }
            }
            starts[count] = start;
            before[count] = last[text];
            last[text] = count;
        }

        /**
         * The stretches of the text in which a match of the pattern may lie, each from and to before, in order.
         *
         * @param pattern its place among the patterns
         * @param reach how far a match may go from the text that it needs, to either side
         */
        public List<int[]> near(int pattern, int reach) {
            if (!mayMatch(pattern)) {
                return List.of();
            }
            return tellingOf[pattern].length == 0 || length <= reach
                    ? List.of(new int[] {0, length})
                    : stretches(places(pattern), reach);
        }

        /** Whether the text has all that the pattern requires. */
        public boolean mayMatch(int pattern) {
            for (int[] way : waysOf[pattern]) {
                if (isMet(way)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isMet(int[] way) {
            for (int list : way) {
                if (!met[list]) {
                    return false;
                }
            }
            return true;
        }

        private int[] places(int pattern) {
            IntStream.Builder places = IntStream.builder();
            for (int way = 0; way < waysOf[pattern].length; way++) {
                if (isMet(waysOf[pattern][way])) {
                    for (int text : tellingOf[pattern][way]) {
                        for (int place = last[text]; place != 0; place = before[place]) {
                            places.add(starts[place]);
                        }
                    }
                }
            }
            return places.build().sorted().toArray();
        }

        private List<int[]> stretches(int[] places, int reach) {
            List<int[]> stretches = new ArrayList<>();
            int[] stretch = null;
            for (int place : places) {
                int from = Math.max(0, place - reach);
                int to = Math.min(length, place + reach);
                if (stretch == null || from > stretch[1]) {
                    stretch = new int[] {from, to};
                    stretches.add(stretch);
                } else {
                    stretch[1] = to;
                }
            }
            return stretches;
        }
    }
}
