package dev.earshot.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rounds of streams beside Node's, and how they compare with what is wanted. */
final class StreamRounds {
    private static final double WANTED_RATIO = 1.5;
    private static final long WANTED_MILLIS = 30;

    /**
     * One round.
     *
     * @param micros of processor for each event
     * @param first milliseconds to the first event that 99 of 100 streams kept; -1 if none began
     */
    record Round(double micros, long first) {
        private static final Pattern EVENTS = Pattern.compile("(\\d+) events");
        private static final Pattern FIRST = Pattern.compile("first event: p50 -?\\d+ ms, p99 (-?\\d+) ms");

        /** @param said what the viewers printed */
        static Round of(long micros, String said) {
            long events = number(EVENTS, said);
            return new Round(events > 0 ? (double) micros / events : 0, number(FIRST, said));
        }

        private static long number(Pattern pattern, String said) {
            Matcher found = pattern.matcher(said);
            return found.find() ? Long.parseLong(found.group(1)) : -1;
        }
    }

    private record Pair(Round ours, Round nodes) {
        private double ratio() {
            return ours.micros() / nodes.micros();
        }
    }

    private final Map<String, List<Pair>> rounds = new LinkedHashMap<>();

    void add(String format, Round ours, Round nodes) {
        rounds.computeIfAbsent(format, name -> new ArrayList<>()).add(new Pair(ours, nodes));
    }

    /** Prints them, and keeps how much of the processor an event takes beside Node's. */
    void report(String what) throws IOException {
        for (Map.Entry<String, List<Pair>> format : rounds.entrySet()) {
            Ratios.keep(
                    "%s, %s: CPU of an event ÷ Node".formatted(what, format.getKey()),
                    format.getValue().stream().map(Pair::ratio).toList());
        }
        rounds.forEach((format, pairs) -> System.out.printf(
                Locale.ROOT,
                "%n%s, %s: µs an event %s, bare Node %s, ratio %s (wanted: %.1f); first event p99 %s ms (wanted: %d)%n",
                what,
                format,
                all(pairs, pair -> decimal(pair.ours().micros())),
                all(pairs, pair -> decimal(pair.nodes().micros())),
                all(pairs, pair -> String.format(Locale.ROOT, "%.2f", pair.ratio())),
                WANTED_RATIO,
                all(pairs, pair -> Long.toString(pair.ours().first())),
                WANTED_MILLIS));
    }

    private static String all(List<Pair> pairs, Function<Pair, String> of) {
        return pairs.stream().map(of).collect(Collectors.joining(", "));
    }

    private static String decimal(double micros) {
        return String.format(Locale.ROOT, "%.1f", micros);
    }
}
