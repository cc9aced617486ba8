package dev.earshot.testing.process;

import dev.earshot.testing.Surroundings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The packaged application's classes as Java has loaded and checked them once, in a file of the JVM (AppCDS) that every
 * later start maps: each takes a third less of the processor. The first start of a build makes it, with an application
 * on a database of its own; a JVM that cannot use the file does without.
 */
final class ClassArchive {
    private static final Path FILE = Path.of("target", "classes-of-app.jsa");
    private static final Path LOCK = Path.of("target", "classes-of-app.lock");

    private static Boolean made;

    private ClassArchive() {}

    /** The option with which a JVM uses the archive of this jar; none if it could not be made. */
    static synchronized List<String> options(Path jar) {
        if (made == null) {
            made = isMade(jar);
        }
        return made ? List.of("-XX:SharedArchiveFile=" + FILE) : List.of();
    }

    private static boolean isMade(Path jar) {
        try (RandomAccessFile lock = new RandomAccessFile(LOCK.toFile(), "rw");
                var held = lock.getChannel().lock()) {
            return held.isValid() && (isOf(jar) || isMadeNow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Path jar) throws IOException {
        return Files.exists(FILE) && Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static boolean isMadeNow() throws IOException {
        Path written = FILE.resolveSibling("classes-of-app.jsa.part");
        Files.deleteIfExists(written);
        Surroundings surroundings = new Surroundings();
        try (RunningApp app =
                RunningApp.launch(surroundings.start(), List.of(), "-XX:ArchiveClassesAtExit=" + written)) {
            app.awaitReady();
            app.status("/tools");
            app.status("/q/openapi");
            app.stop();
        } finally {
            surroundings.stop();
        }
        if (Files.exists(written)) {
            Files.move(written, FILE, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.exists(FILE);
    }
}
