package dev.earshot.testing;

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

/** An answer that records every line as it comes, whatever its protocol. */
public final class StreamedAnswer implements Flow.Subscriber<String> {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
    private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicReference<Throwable> cut = new AtomicReference<>();

    private StreamedAnswer() {}

    public static StreamedAnswer of(HttpRequest request) {
        StreamedAnswer shown = new StreamedAnswer();
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

    public int status() {
        return within(head).statusCode();
    }

    public String header(String name) {
        return within(head).headers().firstValue(name).orElse(null);
    }

    /** The JSON of every event so far. */
    public List<JsonObject> events() {
        return lines.stream()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new JsonObject(line.substring("data: ".length())))
                .toList();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The body of an answer that is no stream. */
    public JsonObject body() {
        return new JsonObject(String.join("\n", awaitEnd().lines));
    }

    public StreamedAnswer awaitEnd() {
        within(end);
        return this;
    }

    public boolean hasEnded() {
        return end.isDone();
    }

    /** Closes the connection, as a closed tab does. */
    public void leave() {
        if (subscription.get() != null) {
            subscription.get().cancel();
        }
    }

    @Override
    public String toString() {
        return (head.isDone() ? head.isCompletedExceptionally() ? head.toString() : "status " + status() : "no answer")
                + (cut.get() == null ? "" : ", cut off by " + cut.get())
                + ", " + lines;
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
        cut.set(failure);
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
