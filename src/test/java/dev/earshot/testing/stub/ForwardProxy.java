package dev.earshot.testing.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A company's forward proxy, and behind it hosts that only it knows, with certificates of the company's own authority:
 * what does not pass through it, with name and password, reaches nothing.
 */
public final class ForwardProxy implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("ann:p@ss".getBytes(StandardCharsets.UTF_8));

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Integer> hosts = new ConcurrentHashMap<>();
    private final Queue<String> passed = new ConcurrentLinkedQueue<>();
    private final Path home;
    private final int port;

    public ForwardProxy(Path home, String... names) {
        this.home = home;
        certify(names);
        this.port = await(vertx.createHttpServer().requestHandler(this::handle).listen(0))
                .actualPort();
    }

    /** Lets a host be found behind it, by TLS; it answers as the plain server on a port of this machine. */
    public void knows(String name, int plainPort) {
        NetServerOptions tls = new NetServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(home.resolve("keys.p12").toString())
                        .setPassword(PASSWORD));
        hosts.put(
                name,
                await(vertx.createNetServer(tls)
                                .connectHandler(socket -> join(socket, plainPort))
                                .listen(0))
                        .actualPort());
    }

    public String url() {
        return "http://ann:p%40ss@localhost:" + port;
    }

    /** The certificate of the authority, in PEM. */
    public Path authority() {
        return home.resolve("ca.pem");
    }

    /** Host and port of all that was let through. */
    public Set<String> passed() {
        return new TreeSet<>(passed);
    }

    private void handle(HttpServerRequest request) {
        Integer target = hosts.get(request.uri().replaceFirst(":443\\z", ""));
        if (request.method() != HttpMethod.CONNECT || target == null) {
            request.response().setStatusCode(502).end();
        } else if (!CREDENTIALS.equals(request.getHeader("Proxy-Authorization"))) {
            request.response().setStatusCode(407).end();
        } else {
            passed.add(request.uri());
            request.pause();
            request.toNetSocket().onSuccess(socket -> join(socket, target));
        }
    }

    private void join(NetSocket client, int target) {
        client.pause();
        vertx.createNetClient()
                .connect(target, "localhost")
                .onSuccess(server -> {
                    client.pipeTo(server);
                    server.pipeTo(client);
                })
                .onFailure(refused -> client.close());
    }

    /** One self-signed certificate for all names, which is its own authority. */
    private void certify(String... names) {
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(home.resolve("keys.p12"));
            String san = "san=dns:" + String.join(",dns:", names);
            keytool("-genkeypair", "-alias", "all", "-keyalg", "EC", "-dname", "CN=company", "-ext", san);
            keytool("-exportcert", "-alias", "all", "-rfc", "-file", authority().toString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String command, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "-keystore", home.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(all).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
