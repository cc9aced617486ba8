package dev.earshot.bench.viewer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What viewers saw, as {@link dev.earshot.bench.StreamBench} reads it. */
final class ViewerReport {
    private ViewerReport() {}

    static void print(List<OpenStream> streams) {
        long whole = streams.stream().filter(OpenStream::isWhole).count();
        long events = streams.stream().mapToLong(OpenStream::events).sum();
        System.out.printf("replies: %d of %d whole, %d events%n", whole, streams.size(), events);
        print("first event", streams, OpenStream::hasBegun, OpenStream::millisToFirstEvent);
        print("whole reply", streams, OpenStream::isWhole, OpenStream::millisToEnd);
        int[] counts = streams.stream()
                .mapToInt(OpenStream::events)
                .distinct()
                .sorted()
                .limit(10)
                .toArray();
        System.out.printf("events a reply: %s%n", Arrays.toString(counts));
    }

    private static void print(
            String what, List<OpenStream> streams, Predicate<OpenStream> counted, ToLongFunction<OpenStream> millis) {
        long[] sorted =
                streams.stream().filter(counted).mapToLong(millis).sorted().toArray();
        System.out.printf("%s: p50 %d ms, p99 %d ms%n", what, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
    }
}
