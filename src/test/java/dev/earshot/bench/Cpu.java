package dev.earshot.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What processes have used, as Linux tells in {@code /proc}. */
final class Cpu {
    private static final long MICROS_A_TICK = 10_000;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_CHILDREN = 13;
    private static final int SYSTEM_OF_CHILDREN = 14;

    private Cpu() {}

    /** Microseconds of a process. */
    static LongSupplier of(long pid) {
        return () -> micros(stat(pid), USER, SYSTEM);
    }

    /**
     * Microseconds of a process, of its children, and of those that have ended: Postgres has one for each connection.
     */
    static LongSupplier ofFamily(long parent) {
        return () -> micros(stat(parent), USER, SYSTEM, USER_OF_CHILDREN, SYSTEM_OF_CHILDREN)
                + children(parent).stream()
                        .mapToLong(child -> micros(stat(child), USER, SYSTEM))
                        .sum();
    }

    /** The child processes of this one. */
    static List<Long> children(long parent) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(process -> {
                        String[] stat = stat(process);
                        return stat.length > PARENT && Long.parseLong(stat[PARENT]) == parent;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long micros(String[] stat, int... fields) {
        long ticks = 0;
        for (int field : fields) {
            ticks += stat.length > field ? Long.parseLong(stat[field]) : 0;
        }
        return ticks * MICROS_A_TICK;
    }

    /** The fields after the command's name, which may hold anything; none of a process that has just ended. */
    private static String[] stat(long pid) {
        try {
            String all = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return all.substring(all.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }
}
