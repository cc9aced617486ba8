import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cost of this machine's memory for an idle process: loads within one megabyte, each of which must wait for the one
 * before. If neighbours share the caches, a process that is called now and then finds none of its data in them, and its
 * calls take several times as long.
 *
 * <pre>java bench/Rested.java</pre>
 */
class Rested {
    private static final int LINES = 16_384;
    private static final int INTS_A_LINE = 16;
    private static final int LOADS = 8_192;
    private static final int ROUNDS = 400;

    private static final int[] NEXT = shuffled();
    private static int sink;

    public static void main(String... arguments) {
        for (int warmUp = 0; warmUp < 5_000; warmUp++) {
            load();
        }
        for (int rest : List.of(0, 1, 2, 4, 6)) {
            long[] took = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                LockSupport.parkNanos(rest * 1_000_000L);
                long begun = System.nanoTime();
                load();
                took[round] = System.nanoTime() - begun;
            }
            Arrays.sort(took);
            System.out.printf(Locale.ROOT, "%d ms of rest: %.0f ns a load%n", rest, took[ROUNDS / 2] / (double) LOADS);
        }
    }

    private static void load() {
        int line = 0;
        for (int n = 0; n < LOADS; n++) {
            line = NEXT[line * INTS_A_LINE];
        }
        sink += line;
    }

    /** Every line leads to another one, and all are visited before any comes again. */
    private static int[] shuffled() {
        List<Integer> order = IntStream.range(0, LINES).boxed().collect(Collectors.toList());
        Collections.shuffle(order);
        int[] next = new int[LINES * INTS_A_LINE];
        for (int n = 0; n < LINES; n++) {
            next[order.get(n) * INTS_A_LINE] = order.get((n + 1) % LINES);
        }
        return next;
    }
}
