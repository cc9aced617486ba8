package dev.earshot.testing.process;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged application as a process of its own, the jar or with {@code -Dnative} the binary: it can be started
 * twice on one database, and killed.
 */
public final class RunningApp implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    /** The native binary if that was built ({@code -Dnative}). */
    private static final String BINARY = System.getProperty("earshot.test.binary");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Path LOGS = Path.of("target", "running-apps");

    private final Process process;
    private final int port;
    private final int managementPort;
    private final File log;

    private RunningApp(Process process, int port, int managementPort, File log) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.log = log;
    }

    /** Starts it with these settings, as environment variables, and waits until it is ready. */
    public static RunningApp start(Map<String, String> settings, String... options) {
        return start(1, settings, options).get(0);
    }

    /**
     * Starts replicas at the same time, on an empty database if need be, and waits until all of them are ready; else
     * none is left.
     */
    public static List<RunningApp> start(int replicas, Map<String, String> settings, String... options) {
        List<RunningApp> apps =
                Stream.generate(() -> launch(settings, options)).limit(replicas).toList();
        try {
            apps.forEach(RunningApp::awaitReady);
        } catch (RuntimeException | Error failure) {
            apps.forEach(RunningApp::close);
            throw failure;
        }
        return apps;
    }

    /** Starts it and does not wait. */
    public static RunningApp launch(Map<String, String> settings, String... options) {
        return launch(settings, BINARY == null ? ClassArchive.options(JAR) : List.of(), options);
    }

    /** @param jvm options of the JVM, before those of the test */
    static RunningApp launch(Map<String, String> settings, List<String> jvm, String... options) {
        try {
            int port = freePort();
            int managementPort = freePort();
            LOGS.toFile().mkdirs();
            File log = File.createTempFile("app-" + port + "-", ".log", LOGS.toFile());
            ProcessBuilder builder = new ProcessBuilder(command(jvm, options))
                    .redirectErrorStream(true)
                    .redirectOutput(log);
            builder.environment().putAll(settings);
            builder.environment().put("EARSHOT_PORT", Integer.toString(port));
            builder.environment().put("EARSHOT_MANAGEMENT_PORT", Integer.toString(managementPort));
            return new RunningApp(builder.start(), port, managementPort, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** Where health and metrics are. */
    public int managementPort() {
        return managementPort;
    }

    public Process process() {
        return process;
    }

    /** Where its output goes. */
    public File log() {
        return log;
    }

    public void awaitReady() {
        await().atMost(Duration.ofSeconds(60)).until(this::isReady);
    }

    public boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("The application has ended; see " + log);
        }
        return status("/q/health/ready") == 200;
    }

    /** The status that this path is answered with, on the port where it belongs; 0 without an answer. */
    public int status(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(origin(path) + path))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String origin(String path) {
        boolean management = path.startsWith("/q/health") || path.startsWith("/q/metrics");
        return management ? "http://localhost:" + managementPort : url();
    }

    /** SIGKILL: it gets no chance to do anything. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and waits for its end. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The application does not end; see " + log);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The native binary if that was built ({@code -Dnative}), else the jar. Both take the options that the tests use.
     */
    private static List<String> command(List<String> jvm, String... options) {
        List<String> command = new ArrayList<>(List.of(BINARY == null ? java() : BINARY));
        command.add("-Xmx512m");
        command.addAll(jvm);
        command.addAll(List.of(options));
        if (BINARY == null) {
            command.addAll(List.of(
                    System.getProperty("earshot.test.jvm", "-XX:+UseSerialGC").split(" ")));
            command.addAll(List.of("-jar", JAR.toString()));
        }
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
