package dev.earshot.bench;

import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A small Node server that does the same work: {@code bench/peers}. The one for tools polls for pending deliveries all
 * the time, so it is stopped while others are measured.
 */
final class Peer implements AutoCloseable {
    private final Process process;
    private final int port;

    private Peer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One that answers tool calls. */
    static Peer ofTools(String database, Vendors vendors) throws IOException, InterruptedException {
        Path similar = Path.of("target", "bench-similar.sql").toAbsolutePath();
        Files.writeString(similar, MeasuredStatement.of("item.Items", "SIMILAR"));
        Peer peer = start(
                "server.mjs",
                Map.of(
                        "DATABASE_URL", database.replace("postgresql://", "postgresql://postgres@"),
                        "INSIGHTARC_URL", vendors.insightarc(),
                        "NETMERA_URL", vendors.netmera(),
                        "SHOP_URL", vendors.shop(),
                        "API_KEY", Api.CHATGPT_KEY,
                        "SIMILAR_SQL", similar.toString()));
        peer.signal("STOP");
        return peer;
    }

    /** A bare one that streams replies of so many events. */
    static Peer ofStreams(int events) throws IOException {
        return start("stream.mjs", Map.of("EVENTS", Integer.toString(events)));
    }

    private static Peer start(String script, Map<String, String> settings) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder("node", "bench/peers/" + script)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "bench-peer.log").toFile());
        builder.environment().putAll(settings);
        builder.environment().put("PORT", Integer.toString(port));
        Peer peer = new Peer(builder.start(), port);
        await().atMost(Duration.ofSeconds(20)).until(peer::listens);
        return peer;
    }

    String url() {
        return "http://localhost:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** Goes on for this long. */
    Wrk.Round during(Callable<Wrk.Round> round) throws Exception {
        signal("CONT");
        try {
            return round.call();
        } finally {
            signal("STOP");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Program.run(Map.of(), "kill", "-" + signal, Long.toString(pid()));
    }

    private boolean listens() {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
