package dev.earshot.testing.stub;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** A vendor on a real port: what it is asked, it answers as the test wants. */
abstract class Stub {
    private Vertx vertx;
    private HttpServer server;

    /** Also once more after a stop: a class of tests that failed is run again. */
    public void start() {
        vertx = Vertx.vertx();
        server = await(vertx.createHttpServer().requestHandler(this::handle).listen(0));
    }

    public void stop() {
        await(vertx.close());
    }

    /** Stops listening and cuts all connections, as a machine that is down. */
    public void goDown() {
        await(server.close());
    }

    /** Listens again, on the port it had. */
    public void comeBack() {
        int port = server.actualPort();
        server = await(vertx.createHttpServer().requestHandler(this::handle).listen(port));
    }

    public String url() {
        return "http://localhost:" + server.actualPort();
    }

    abstract void handle(HttpServerRequest request);

    Vertx vertx() {
        return vertx;
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
