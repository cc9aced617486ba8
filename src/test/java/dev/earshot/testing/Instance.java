package dev.earshot.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application as a process of its own, as a second replica is. */
public final class Instance implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final int port;
    private final File log;

    private Instance(Process process, int port, File log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts one with these settings and returns when it is ready. */
    public static Instance start(Map<String, String> settings) {
        try {
            int port = freePort();
            File log = File.createTempFile("instance-", ".log", new File("target"));
            ProcessBuilder command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-jar",
                            JAR.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log);
            command.environment().putAll(settings);
            command.environment().put("EARSHOT_PORT", Integer.toString(port));
            Instance instance = new Instance(command.start(), port, log);
            await().atMost(Duration.ofSeconds(60)).until(instance::isReady);
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("The application ended: " + Files.readString(log.toPath()));
        }
        try {
            HttpURLConnection health = (HttpURLConnection)
                    URI.create(origin() + "/q/health/ready").toURL().openConnection();
            return health.getResponseCode() == 200;
        } catch (java.net.ConnectException notYet) {
            return false;
        }
    }

    public String origin() {
        return "http://localhost:" + port;
    }

    /** SIGKILL: it gets no chance to say good-bye. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, as an orchestrator sends it; returns at once. */
    public void terminate() {
        process.destroy();
    }

    public void awaitEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("The application does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public String log() {
        try {
            return Files.readString(log.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        if (log().contains("has been blocked for")) {
            throw new AssertionError("An event loop was blocked: " + log());
        }
    }
}
