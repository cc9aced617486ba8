package dev.earshot.faults;

import dev.earshot.testing.process.RunningApp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Kubernetes does for a service, on this machine: it asks each replica now and then whether it is ready, and sends
 * every request to one that was. It repeats nothing, so whatever a replica spoils is seen.
 */
final class Router implements AutoCloseable {
    private static final long ASK_EVERY_MILLIS = 500;
    private static final int CONNECTIONS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(5), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    /** By the port that answers calls. */
    private final Map<Integer, Boolean> ready = new ConcurrentHashMap<>();

    private final Map<Integer, Integer> managementPorts = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpServer server;

    Router() {
        server = await(vertx.createHttpServer().requestHandler(this::route).listen(0));
        vertx.setPeriodic(ASK_EVERY_MILLIS, tick -> ready.keySet().forEach(this::ask));
    }

    String url() {
        return "http://localhost:" + server.actualPort();
    }

    /** Routes to this one too, from when it says that it is ready. */
    void add(RunningApp replica) {
        managementPorts.put(replica.port(), replica.managementPort());
        ready.put(replica.port(), replica.isReady());
    }

    void remove(RunningApp replica) {
        ready.remove(replica.port());
    }

    private void ask(int port) {
        client.request(io.vertx.core.http.HttpMethod.GET, managementPorts.get(port), "localhost", "/q/health/ready")
                .compose(request ->
                        request.send().compose(answer -> answer.body().map(answer.statusCode() == 200)))
                .otherwise(false)
                .onSuccess(is -> ready.computeIfPresent(port, (known, before) -> is));
    }

    private void route(HttpServerRequest request) {
        List<Integer> ports = ready.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (ports.isEmpty()) {
            request.response().setStatusCode(502).end("nobody is ready");
            return;
        }
        int port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
        request.pause();
        client.request(new RequestOptions()
                        .setMethod(request.method())
                        .setPort(port)
                        .setHost("localhost")
                        .setURI(request.uri())
                        .setHeaders(request.headers()))
                .compose(sent -> {
                    request.response().closeHandler(gone -> sent.reset());
                    return sent.send(request);
                })
                .onSuccess(answer -> pass(answer, request))
                .onFailure(failure -> {
                    if (!request.response().headWritten()) {
                        request.response().setStatusCode(502).end(String.valueOf(failure));
                    }
                });
    }

    private static void pass(HttpClientResponse answer, HttpServerRequest request) {
        request.response().setStatusCode(answer.statusCode());
        answer.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("connection")) {
                request.response().putHeader(name, value);
            }
        });
        if (!answer.headers().contains("content-length")) {
            request.response().setChunked(true);
        }
        answer.pipeTo(request.response()).onFailure(cut -> request.connection().close());
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
