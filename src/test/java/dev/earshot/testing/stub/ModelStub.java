package dev.earshot.testing.stub;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An endpoint that speaks OpenAI's chat completions and follows its script: one script per request. */
public final class ModelStub implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Queue<Consumer<HttpServerResponse>> scripts = new ConcurrentLinkedQueue<>();
    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    public ModelStub(int port) {
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(port).toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            requests.add(body.toJsonObject());
            Consumer<HttpServerResponse> script = scripts.poll();
            HttpServerResponse response = request.response();
            response.closeHandler(gone -> closed.incrementAndGet());
            if (script == null) {
                response.setStatusCode(500).end("no script");
            } else {
                script.accept(response);
            }
        });
    }

    public void willSay(String... words) {
        scripts.add(response -> {
            say(response, words);
            end(response, "stop");
        });
    }

    public void willCall(String tool, JsonObject arguments) {
        scripts.add(response -> {
            String text = arguments.encode();
            int half = text.length() / 2;
            write(
                    response,
                    delta(call(new JsonObject().put("name", tool).put("arguments", ""))
                            .put("id", "call_1")));
            write(response, delta(call(new JsonObject().put("arguments", text.substring(0, half)))));
            write(response, delta(call(new JsonObject().put("arguments", text.substring(half)))));
            end(response, "tool_calls");
        });
    }

    public void willFail(int status) {
        scripts.add(response -> response.setStatusCode(status).end("{\"error\":{\"message\":\"no\"}}"));
    }

    public void willSayAndBeCut(String... words) {
        scripts.add(response -> {
            say(response, words);
            vertx.setTimer(100, later -> response.reset());
        });
    }

    public void willSayAndFallSilent(String... words) {
        scripts.add(response -> say(response, words));
    }

    public void willBeSilent() {
        scripts.add(response -> {});
    }

    public void willTalkForever() {
        scripts.add(response -> {
            head(response);
            vertx.setPeriodic(30, tick -> {
                if (response.closed()) {
                    vertx.cancelTimer(tick);
                } else {
                    write(response, delta(new JsonObject().put("content", "and on ")));
                }
            });
        });
    }

    public List<JsonObject> requests() {
        return requests;
    }

    /** How many connections were closed while an answer was under way. */
    public int closed() {
        return closed.get();
    }

    public void forget() {
        scripts.clear();
        requests.clear();
        closed.set(0);
    }

    private static void say(HttpServerResponse response, String... words) {
        head(response);
        for (String word : words) {
            write(response, delta(new JsonObject().put("content", word)));
        }
    }

    private static void head(HttpServerResponse response) {
        if (!response.headWritten()) {
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        }
    }

    private static JsonObject call(JsonObject function) {
        return new JsonObject().put("index", 0).put("type", "function").put("function", function);
    }

    private static JsonObject delta(JsonObject piece) {
        JsonObject delta =
                piece.containsKey("function") ? new JsonObject().put("tool_calls", new JsonArray().add(piece)) : piece;
        return chunk(new JsonObject().put("index", 0).put("delta", delta));
    }

    private static JsonObject chunk(JsonObject choice) {
        return new JsonObject()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion.chunk")
                .put("model", "stub")
                .put("choices", choice == null ? new JsonArray() : new JsonArray().add(choice));
    }

    private static void end(HttpServerResponse response, String reason) {
        write(
                response,
                chunk(new JsonObject()
                        .put("index", 0)
                        .put("delta", new JsonObject())
                        .put("finish_reason", reason)));
        write(
                response,
                chunk(null)
                        .put(
                                "usage",
                                new JsonObject()
                                        .put("prompt_tokens", 100)
                                        .put("completion_tokens", 20)
                                        .put("total_tokens", 120)));
        response.end("data: [DONE]\n\n");
    }

    private static void write(HttpServerResponse response, JsonObject chunk) {
        head(response);
        response.write("data: " + chunk.encode() + "\n\n");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
