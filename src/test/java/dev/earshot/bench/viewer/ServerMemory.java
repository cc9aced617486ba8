package dev.earshot.bench.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the server has in memory, where {@code /proc} tells it. */
record ServerMemory(long pid) {

    /** -1 where it is not told. */
    long megabytes() throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
