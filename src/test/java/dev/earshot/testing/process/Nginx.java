package dev.earshot.testing.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real nginx on a port of its own, before whatever its locations name. */
public final class Nginx implements AutoCloseable {
    private static final Path HOME = Path.of("target", "nginx").toAbsolutePath();

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test, saying so, where there is no nginx. */
    public static Nginx with(String... locations) {
        List<Path> found = Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .toList();
        Assumptions.assumeFalse(found.isEmpty(), "Skipped: there is no nginx on this machine");
        try {
            int port = freePort();
            Path home = Files.createDirectories(HOME.resolve(Integer.toString(port)));
            Path config = Files.writeString(home.resolve("nginx.conf"), config(home, port, locations));
            Process process = new ProcessBuilder(
                            found.get(0).toString(), "-p", home.toString(), "-c", config.toString(), "-e", "stderr")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
            await().atMost(Duration.ofSeconds(20)).until(() -> listens(port));
            return new Nginx(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String config(Path home, int port, String... locations) {
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + home.resolve(kind) + ";")
                .reduce("", String::concat);
        return "daemon off; master_process off; pid " + home.resolve("pid") + "; events {} http { access_log off; "
                + temporary + " server { listen 127.0.0.1:" + port + "; proxy_buffering off; proxy_http_version 1.1;"
                + " proxy_set_header Host $http_host; " + String.join(" ", locations) + " } }";
    }

    public String url() {
        return "http://localhost:" + port;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
