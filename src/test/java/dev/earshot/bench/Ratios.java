package dev.earshot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * Keeps the ratios that a benchmark measures, for the page that {@code bench/run} prints: a line for each with its name
 * and its rounds, separated by tabs. {@code bench/floors.tsv} has a floor for each name.
 */
public final class Ratios {
    private static final Path FILE = Path.of("target", "bench", "ratios.tsv");

    private Ratios() {}

    /** @param rounds the same ratio, measured several times in one run; their range is its noise */
    public static void keep(String name, List<Double> rounds) throws IOException {
        StringBuilder line = new StringBuilder(name);
        rounds.forEach(ratio -> line.append(String.format(Locale.ROOT, "\t%.4f", ratio)));
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, line.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
