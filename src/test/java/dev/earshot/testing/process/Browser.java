package dev.earshot.testing.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The browser of this machine, if it has one that scripts can drive. */
public final class Browser {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");

    private Browser() {}

    public static Optional<Path> onThisMachine() {
        List<String> places = List.of(System.getenv("PATH").split(File.pathSeparator));
        return PROGRAMS.stream()
                .flatMap(program -> places.stream().map(place -> Path.of(place, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
