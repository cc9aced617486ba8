package dev.earshot.matching.pattern;

import dev.earshot.common.TextResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The patterns that texts are read with, and texts to try them on. */
final class OwnPatterns {
    private OwnPatterns() {}

    static List<String> of(String file) {
        return TextResource.lines("signal/" + file + ".txt").stream()
                .filter(line -> line.startsWith("/") || file.startsWith("statements"))
                .map(line -> line.startsWith("/")
                        ? line.substring(line.startsWith("/(?i)") ? 5 : 1, line.lastIndexOf("/ => "))
                        : line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    static List<String> texts() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/signal/briefs-own.jsonl")).stream()
                .map(line -> line.toLowerCase(Locale.ROOT).replace("\\n", "\n"))
                .toList();
    }
}
