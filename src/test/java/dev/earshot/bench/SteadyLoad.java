package dev.earshot.bench;

import dev.earshot.testing.Api;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers that save items at a steady rate, whether or not earlier calls have been answered. A call's time counts
 * from when it was due, so that a stall shows in all calls that were due meanwhile.
 */
final class SteadyLoad implements AutoCloseable {
    private static final int CUSTOMERS = 400;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(256).setMaxWaitQueueSize(-1));
    private final int port;
    private final List<String> sessions = new ArrayList<>();

    SteadyLoad(int port) throws Exception {
        this.port = port;
        for (int i = 0; i < CUSTOMERS; i++) {
            JsonObject answer = post("start_session", new JsonObject().put("customerId", "bench_" + System.nanoTime()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            sessions.add(answer.getJsonObject("data").getString("sessionId"));
        }
    }

    /** What was measured, in milliseconds. */
    record Times(int answered, int refused, double p50, double p99, double most) {
        @Override
        public String toString() {
            return "answered %d, refused %d, p50 %.1f ms, p99 %.1f ms, most %.0f ms"
                    .formatted(answered, refused, p50, p99, most);
        }
    }

    Times run(int perSecond, Duration length) {
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        long start = System.nanoTime();
        long all = perSecond * length.toSeconds();
        for (long i = 0; i < all; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            JsonObject arguments = new JsonObject()
                    .put("sessionId", sessions.get((int) (i % sessions.size())))
                    .put("itemId", "tent-1");
            open.incrementAndGet();
            post("save_item", arguments)
                    .onSuccess(answer -> nanos.add(System.nanoTime() - due))
                    .onFailure(e -> refused.incrementAndGet())
                    .onComplete(done -> open.decrementAndGet());
        }
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (open.get() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Times(sorted.size(), refused.get(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private Future<JsonObject> post(String tool, JsonObject arguments) {
        return http.request(HttpMethod.POST, port, "localhost", "/tools/" + tool)
                .compose(request -> request.putHeader("X-API-Key", Api.CHATGPT_KEY)
                        .putHeader("Content-Type", "application/json")
                        .send(arguments.encode()))
                .compose(SteadyLoad::ok)
                .map(Buffer::toJsonObject);
    }

    private static Future<Buffer> ok(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : response.body().compose(body -> Future.failedFuture(response.statusCode() + " " + body));
    }

    static double at(List<Long> sortedNanos, double share) {
        int last = sortedNanos.size() - 1;
        return last < 0 ? Double.NaN : sortedNanos.get((int) (last * share)) / 1e6;
    }

    @Override
    public void close() {
        http.close();
        vertx.close();
    }
}
