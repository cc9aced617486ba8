package dev.earshot.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Collects rounds, and prints medians and ranges of what was done in a second and what it took of the processor. */
final class Table {
    private final Map<String, List<Line>> lines = new LinkedHashMap<>();

    private record Line(Wrk.Round round, double own, double postgres) {}

    void measure(String who, long pid, long postmaster, Callable<Wrk.Round> round) throws Exception {
        LongSupplier own = Cpu.of(pid);
        LongSupplier postgres = Cpu.ofFamily(postmaster);
        long ownBefore = own.getAsLong();
        long postgresBefore = postgres.getAsLong();
        Wrk.Round done = round.call();
        lines.computeIfAbsent(who, name -> new ArrayList<>())
                .add(new Line(
                        done,
                        (double) (own.getAsLong() - ownBefore) / done.answered(),
                        (double) (postgres.getAsLong() - postgresBefore) / done.answered()));
    }

    double perSecond(String who) {
        return median(lines.get(who), line -> line.round().perSecond());
    }

    /** Milliseconds. */
    double median(String who) {
        return median(lines.get(who), line -> line.round().median());
    }

    /** The 99th percentile, in milliseconds. */
    double tail(String who) {
        return median(lines.get(who), line -> line.round().tail());
    }

    /** The answered and the refused. */
    double askedPerSecond(String who) {
        return median(
                lines.get(who),
                line -> (line.round().answered() + line.round().refused())
                        / line.round().seconds());
    }

    /** What one did in a second beside the other, round by round. */
    List<Double> perSecond(String who, String limit) {
        return inTurns(lines.get(who), lines.get(limit), (one, other) -> one.perSecond() / other.perSecond());
    }

    /** How much longer one took than what it waits for, beside a limit, round by round. */
    List<Double> added(String who, String waitsFor, String limit, ToDoubleFunction<Wrk.Round> millis) {
        List<Double> added = inTurns(
                lines.get(who),
                lines.get(waitsFor),
                (one, other) -> millis.applyAsDouble(one) - millis.applyAsDouble(other));
        List<Line> limits = lines.get(limit);
        return IntStream.range(0, added.size())
                .mapToObj(round -> added.get(round)
                        / millis.applyAsDouble(limits.get(round).round()))
                .toList();
    }

    private static List<Double> inTurns(
            List<Line> some, List<Line> others, ToDoubleBiFunction<Wrk.Round, Wrk.Round> compared) {
        return IntStream.range(0, some.size())
                .mapToObj(round -> compared.applyAsDouble(
                        some.get(round).round(), others.get(round).round()))
                .toList();
    }

    void print(String title) {
        System.out.printf(
                "%n%s%n%-12s %22s %20s %14s %14s %10s%n",
                title, "", "per second", "p50 / p99 ms", "own CPU", "Postgres CPU", "refused");
        lines.forEach((who, rounds) -> System.out.printf(
                Locale.ROOT,
                "%-12s %8.0f (%.0f – %.0f) %9.2f / %7.2f %11.0f µs %11.0f µs %9d%n",
                who,
                median(rounds, line -> line.round().perSecond()),
                rounds.stream()
                        .mapToDouble(line -> line.round().perSecond())
                        .min()
                        .orElseThrow(),
                rounds.stream()
                        .mapToDouble(line -> line.round().perSecond())
                        .max()
                        .orElseThrow(),
                median(rounds, line -> line.round().median()),
                median(rounds, line -> line.round().tail()),
                median(rounds, Line::own),
                median(rounds, Line::postgres),
                rounds.stream().mapToLong(line -> line.round().refused()).sum()));
    }

    private static double median(List<Line> rounds, ToDoubleFunction<Line> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
