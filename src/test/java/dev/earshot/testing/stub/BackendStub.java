package dev.earshot.testing.stub;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A shop of one's own: its ledger has one entry for each idempotency key, and it answers a repeated key with its first
 * answer. A test may let a path answer otherwise.
 */
public class BackendStub extends Stub {
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, JsonObject> ledger = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<HttpServerRequest, Buffer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Queue<HttpServerRequest>> held = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** A request as it arrived; {@code key} is its idempotency key, or {@code null}. */
    public record Request(String method, String uri, String key, String authorization, String body, MultiMap headers) {

        public JsonObject json() {
            return new JsonObject(body);
        }
    }

    /** All requests below a path, first to last. */
    public List<Request> requests(String path) {
        return requests.stream()
                .filter(request -> request.uri().startsWith(path))
                .toList();
    }

    /** The effects that there have been, by idempotency key. */
    public Map<String, JsonObject> ledger() {
        return Map.copyOf(ledger);
    }

    /** How requests below a path are answered from now on; they leave the ledger alone. */
    public void answers(String path, BiConsumer<HttpServerRequest, Buffer> answer) {
        answers.put(path, answer);
    }

    public void answers(String path, int status, String body) {
        answers(
                path,
                (request, sent) -> request.response().setStatusCode(status).end(body));
    }

    /** Has its effect for requests below a path, and keeps the answer until {@link #release} or for good. */
    public void holds(String path) {
        held.put(path, new ConcurrentLinkedQueue<>());
    }

    /** How many requests below a path are held now. */
    public int held(String path) {
        return held.get(path).size();
    }

    /** Answers the held requests, and does not hold any more. */
    public void release(String path) {
        held.remove(path)
                .forEach(request -> request.response().end(answer(request).encode()));
    }

    /** Requests below a path are answered as usual again. */
    public void reset(String path) {
        answers.remove(path);
        held.remove(path);
    }

    /** Keeps the ledger and the answers. */
    public void forgetRequests() {
        requests.clear();
    }

    public void reset() {
        requests.clear();
        ledger.clear();
        answers.clear();
        held.clear();
    }

    @Override
    void handle(HttpServerRequest request) {
        request.bodyHandler(body -> {
            requests.add(new Request(
                    request.method().name(),
                    request.uri(),
                    key(request),
                    request.getHeader("Authorization"),
                    "" + body,
                    MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
            for (var answer : answers.entrySet()) {
                if (request.path().startsWith(answer.getKey())) {
                    answer.getValue().accept(request, body);
                    return;
                }
            }
            JsonObject answer = answer(request);
            for (var holding : held.entrySet()) {
                if (request.path().startsWith(holding.getKey())) {
                    holding.getValue().add(request);
                    return;
                }
            }
            request.response().putHeader("Content-Type", "application/json").end(answer.encode());
        });
    }

    private static String key(HttpServerRequest request) {
        return request.getHeader("Idempotency-Key");
    }

    private JsonObject answer(HttpServerRequest request) {
        String key = key(request);
        return key == null ? made() : ledger.computeIfAbsent(key, first -> made());
    }

    private JsonObject made() {
        int number = numbers.incrementAndGet();
        return new JsonObject()
                .put("id", "R-" + number)
                .put("state", "reserved\u200b for you")
                .put("price", new JsonObject().put("amount", 12.5).put("currency", "USD"))
                .put("category", "camping > tents");
    }
}
