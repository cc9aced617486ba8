package dev.earshot.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A program of npm's, from a folder in {@code src/test} with its lock file; installed into {@code target}. */
public final class Npm {
    private static final String IS_RECENT = "process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)";

    private static final String LOCK = "package-lock.json";
    private static final String INSTALLED = "node_modules/.installed.json";

    private final Path home;

    private Npm(Path home) {
        this.home = home;
    }

    /**
     * Installs what the folder's lock file names, one JVM at a time. A test without Node.js and npm is skipped, and
     * says so.
     */
    public static Npm install(String folder) {
        return install(Path.of("src", "test", folder));
    }

    /** The same for a folder that is elsewhere. */
    public static Npm install(Path folder) {
        assumeTrue(
                succeeds("node", "--eval", IS_RECENT) && succeeds("npm", "--version"),
                "Skipped: there is no Node.js 20 with npm on this machine");
        Npm npm = new Npm(Path.of("target").resolve(folder.getFileName()));
        Path lock = Path.of("target", folder.getFileName() + ".lock");
        try (FileChannel one = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = one.lock()) {
            npm.copy(folder);
            if (held.isValid() && !npm.isInstalled()) {
                npm.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
                npm.write(INSTALLED, npm.read(LOCK));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return npm;
    }

    /** An earlier test, or an earlier build, has installed what the same lock file names. */
    private boolean isInstalled() {
        return Files.exists(home.resolve(INSTALLED)) && read(INSTALLED).equals(read(LOCK));
    }

    /** Skips a test that needs Node.js alone, where there is none. */
    public static void needsNode() {
        assumeTrue(succeeds("node", "--eval", IS_RECENT), "Skipped: there is no Node.js 20 on this machine");
    }

    /** Puts a file beside the program. */
    public void write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program has written. */
    public String read(String name) {
        try {
            return Files.readString(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command in the folder that goes on until it is ended. */
    public Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("started.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command in the folder, which must succeed, and gives what it printed. */
    public String run(String... command) {
        try {
            Path output = Files.createTempFile(home, "output", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String text = Files.readString(output);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s: %s", List.of(command), text)
                    .isTrue();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(Path source) {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Npm::isSource).toList()) {
                Path copy = home.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        return Files.isRegularFile(file)
                && StreamSupport.stream(file.spliterator(), false).noneMatch(step -> step.endsWith("node_modules"));
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
