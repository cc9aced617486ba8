package dev.earshot.bench;

import java.io.IOException;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Which of the machine's cores run what: callers with a core of their own take nothing away from the called program.
 */
final class Cores {
    private static final int LAST = Runtime.getRuntime().availableProcessors() - 1;

    private Cores() {}

    /** What a command begins with that is to run on the callers' core. */
    static String[] ofCallers() {
        return new String[] {"taskset", "-c", Integer.toString(LAST)};
    }

    /** Keeps processes, with all that they start, off the callers' core. */
    static void ofOthers(LongStream processes) throws IOException, InterruptedException {
        if (LAST == 0) {
            throw new IllegalStateException("This needs two cores");
        }
        for (long process : processes.toArray()) {
            Program.run(Map.of(), "taskset", "-a", "-c", "-p", "0-" + (LAST - 1), Long.toString(process));
        }
    }
}
