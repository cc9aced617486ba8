package dev.earshot.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What processes have in memory, in megabytes, as Linux tells in {@code /proc}. */
final class Memory {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern OWN = Pattern.compile("RssAnon:\\s+(\\d+) kB");

    private Memory() {}

    static long resident(long pid) {
        return kilobytes(pid, RESIDENT) / 1024;
    }

    /**
     * The same once a Java process has collected its garbage: twice, since it gives room back only for what it found to
     * be free before.
     */
    static long settled(long pid) throws IOException, InterruptedException {
        collect(pid);
        collect(pid);
        return resident(pid);
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        Program.run(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.run");
    }

    /** What the children of a process have for themselves; of Postgres' these are plans, caches and catalogues. */
    static long ownOfChildren(long parent) {
        return Cpu.children(parent).stream()
                        .mapToLong(child -> kilobytes(child, OWN))
                        .sum()
                / 1024;
    }

    private static long kilobytes(long pid, Pattern kind) {
        try {
            Matcher found = kind.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
