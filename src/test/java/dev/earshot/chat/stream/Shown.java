package dev.earshot.chat.stream;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** An answer line by line as it comes, whatever its protocol. */
final class Shown implements Flow.Subscriber<String> {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
    private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private Shown() {}

    static Shown of(HttpRequest request) {
        Shown shown = new Shown();
        HTTP.sendAsync(request, answer -> {
                    shown.head.complete(answer);
                    return BodySubscribers.fromLineSubscriber(shown);
                })
                .exceptionally(e -> {
                    shown.head.completeExceptionally(e);
                    shown.end.completeExceptionally(e);
                    return null;
                });
        return shown;
    }

    int status() {
        return within(head).statusCode();
    }

    String header(String name) {
        return within(head).headers().firstValue(name).orElse(null);
    }

    /** The JSON of every event so far. */
    List<JsonObject> events() {
        return lines.stream()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new JsonObject(line.substring("data: ".length())))
                .toList();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The body of an answer that is no stream. */
    JsonObject body() {
        return new JsonObject(String.join("\n", awaitEnd().lines));
    }

    Shown awaitEnd() {
        within(end);
        return this;
    }

    void leave() {
        if (subscription.get() != null) {
            subscription.get().cancel();
        }
    }

    private static <T> T within(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription.set(opened);
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
