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
 * <p>One server belongs to one data directory and outlives the class loader that started it: a live reload, a second test application or a
 * start after a {@code kill -9} finds it by its {@code postmaster.pid} and goes on with it.
 */
public final class EmbeddedDatabase {
    private static final String USER = "postgres";
    private static final int PORT_LINE = 3;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final int port;

    private EmbeddedDatabase(int port) {
        this.port = port;
    }

    /** The server of this data directory: the running one, or a new one, which is stopped when this JVM ends. */
    public static EmbeddedDatabase in(Path dataDirectory) {
        return running(dataDirectory).orElseGet(() -> start(dataDirectory));
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

    public int port() {
        return port;
    }

    private static Optional<EmbeddedDatabase> running(Path dataDirectory) {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            long pid = Long.parseLong(lines.get(0).trim());
            int port = Integer.parseInt(lines.get(PORT_LINE).trim());
            if (answers(port)) {
                stopWithThisJvm(pid);
                return Optional.of(new EmbeddedDatabase(port));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // A half-written or stale file: Postgres itself tells the two apart when it starts.
        }
        return Optional.empty();
    }

    private static EmbeddedDatabase start(Path dataDirectory) {
        try {
            Files.createDirectories(dataDirectory);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(START_TIMEOUT)
                    // The library switches these off; what is promised here is that committed means kept.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            return new EmbeddedDatabase(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded Postgres did not start in " + dataDirectory, e);
        }
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

    /** SIGINT is Postgres's fast shutdown; the SIGTERM of {@link ProcessHandle#destroy} would wait for every client to leave. */
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
