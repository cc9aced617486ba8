package dev.earshot.testing.database;

import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A hot standby of an embedded server: a base backup of it, which follows it by streaming. */
public final class StandbyServer implements AutoCloseable {
    /** Not part of a base backup: what belongs to the primary's process, and its log, which is streamed. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot");

    private final Process process;
    private final int port;
    private final String user;

    private StandbyServer(Process process, int port, String user) {
        this.process = process;
        this.port = port;
        this.user = user;
    }

    /** Begins here, and waits until it can be read. */
    public static StandbyServer of(EmbeddedDatabase primary, Path primaryDirectory, Path directory) {
        try {
            backUp(primary, primaryDirectory, directory);
            int port = freePort();
            List<String> command = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                // As the embedded servers: Postgres refuses to run as root.
                command.addAll(List.of("unshare", "-U"));
            }
            String binary = Files.readString(primaryDirectory.resolve("postmaster.opts"))
                    .split(" ", 2)[0];
            command.addAll(List.of(binary, "-D", directory.toString(), "-p", Integer.toString(port)));
            command.addAll(List.of("-c", "max_connections=200", "-c", "unix_socket_directories="));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("server.log").toFile())
                    .start();
            StandbyServer standby = new StandbyServer(process, port, primary.user());
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> standby.ask("select 1").equals("1"));
            return standby;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("No standby was made in " + directory, e);
        }
    }

    /** The address of one of its databases, in the shape of the setting {@code EARSHOT_DB_READ}. */
    public String url(String database) {
        return "postgresql://localhost:" + port + "/" + database;
    }

    /** From here on it falls behind. */
    public void pause() throws SQLException {
        ask("select pg_wal_replay_pause()::text");
    }

    public void resume() throws SQLException {
        ask("select pg_wal_replay_resume()::text");
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = connect(port, user);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void backUp(EmbeddedDatabase primary, Path from, Path to) throws IOException, SQLException {
        Files.createDirectories(to.getParent());
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Connection connection = connect(primary.port(), primary.user());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            copy(from, to);
            for (String directory : List.of("pg_wal/archive_status", "pg_wal/summaries", "pg_replslot")) {
                Files.createDirectories(to.resolve(directory));
            }
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(to.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.writeString(to.resolve("standby.signal"), "");
        Files.writeString(
                to.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.port() + " user=" + primary.user() + "'\n",
                StandardOpenOption.APPEND);
    }

    /** The server goes on meanwhile: its files change and vanish, and what was copied half is replayed. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (LEFT_OUT.contains(from.relativize(directory).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(from.relativize(file).toString())) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Connection connect(int port, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", user, "");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
