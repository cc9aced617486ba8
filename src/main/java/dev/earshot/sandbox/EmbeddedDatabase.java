package dev.earshot.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of this machine's own, run from a jar: no Docker, no installation.
 *
 * <p>One server belongs to one data directory and outlives the class loader that started it: a live reload, a second
 * test application or a start after a {@code kill -9} finds it by its {@code postmaster.pid} and goes on with it.
 */
public final class EmbeddedDatabase {
    private static final String USER = "postgres";
    private static final int PORT_LINE = 3;
    /** Lets the library find a free one. */
    private static final int ANY_PORT = 0;

    /** Whether Postgres waits until the disk has what it writes. */
    private static final String DURABLE = "on";

    private static final String HURRIED = "off";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final int port;
    private final long pid;
    private final Optional<EmbeddedPostgres> server;

    private EmbeddedDatabase(int port, long pid, Optional<EmbeddedPostgres> server) {
        this.port = port;
        this.pid = pid;
        this.server = server;
    }

    /** The server of this data directory: the running one, or a new one, which is stopped when this JVM ends. */
    public static EmbeddedDatabase in(Path dataDirectory) {
        return in(dataDirectory, ANY_PORT);
    }

    /** The same, on this port if it has to be started: its clients look for it there. */
    public static EmbeddedDatabase in(Path dataDirectory, int port) {
        return running(dataDirectory).orElseGet(() -> start(dataDirectory, port, DURABLE));
    }

    /**
     * The same for tests: what it has committed survives its own end, however sudden, but not the machine's. Each
     * commit takes some milliseconds less.
     */
    public static EmbeddedDatabase hurried(Path dataDirectory) {
        return running(dataDirectory).orElseGet(() -> start(dataDirectory, ANY_PORT, HURRIED));
    }

    /** The address of a database in it, made if it isn't there, in the shape of the setting {@code EARSHOT_DB}. */
    public String database(String name) {
        try (Connection connection = connect(port);
                var statement = connection.createStatement()) {
            boolean exists = statement
                    .executeQuery("select 1 from pg_database where datname = '" + name + "'")
                    .next();
            if (!exists) {
                statement.executeUpdate("create database " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded Postgres made no database " + name, e);
        }
        return "postgresql://localhost:" + port + "/" + name;
    }

    public String user() {
        return USER;
    }

    /** SIGKILL, to it and so to all its connections: as a machine that loses its power. */
    public void kill() {
        ProcessHandle.of(pid).ifPresent(postmaster -> {
            postmaster.destroyForcibly();
            postmaster.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        });
        server.ifPresent(EmbeddedDatabase::letGo);
    }

    public int port() {
        return port;
    }

    private static Optional<EmbeddedDatabase> running(Path dataDirectory) {
        try {
            long pid = pid(dataDirectory);
            int port = Integer.parseInt(pidFile(dataDirectory).get(PORT_LINE).trim());
            if (answers(port)) {
                stopWithThisJvm(pid);
                return Optional.of(new EmbeddedDatabase(port, pid, Optional.empty()));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // A half-written or stale file: Postgres itself tells the two apart when it starts.
        }
        return Optional.empty();
    }

    private static EmbeddedDatabase start(Path dataDirectory, int port, String fsync) {
        try {
            Files.createDirectories(dataDirectory);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START_TIMEOUT)
                    // The library switches both off; outside of tests, committed means kept.
                    .setServerConfig("fsync", fsync)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            return new EmbeddedDatabase(server.getPort(), pid(dataDirectory), Optional.of(server));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Postgres did not start in " + dataDirectory, e);
        }
    }

    /** The library keeps a lock on the directory of a server that it started, until it is told to stop it. */
    private static void letGo(EmbeddedPostgres killed) {
        try {
            killed.close();
        } catch (IOException | RuntimeException e) {
            // There is nothing left to stop; the lock is what mattered.
        }
    }

    private static long pid(Path dataDirectory) throws IOException {
        return Long.parseLong(pidFile(dataDirectory).get(0).trim());
    }

    private static List<String> pidFile(Path dataDirectory) throws IOException {
        return Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
    }

    private static boolean answers(int port) {
        try (Connection connection = connect(port)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=2", USER, "");
    }

    /**
     * SIGINT is Postgres's fast shutdown; the SIGTERM of {@link ProcessHandle#destroy} would wait for every client to
     * leave.
     */
    private static void stopWithThisJvm(long pid) {
        if (System.getProperties().putIfAbsent("earshot.sandbox.postgres." + pid, "stopped with this JVM") != null) {
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                new ProcessBuilder("kill", "-INT", Long.toString(pid))
                                        .start()
                                        .waitFor(5, TimeUnit.SECONDS);
                            } catch (IOException e) {
                                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "embedded-postgres-stop"));
    }
}
