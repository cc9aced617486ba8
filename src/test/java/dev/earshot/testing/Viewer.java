package dev.earshot.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A viewer of a chat stream that records every line. */
public final class Viewer implements Flow.Subscriber<String> {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
    private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicReference<Throwable> cut = new AtomicReference<>();

    private Viewer() {}

    /** Opens {@code …/chat/conversations/{id}/stream} with a prompt. */
    public static Viewer asks(String origin, String planner, String conversation, String prompt) {
        return open(request(origin, planner, conversation)
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("content", prompt).encode())));
    }

    /** Goes on after the event with this id. */
    public static Viewer resumes(String origin, String planner, String conversation, String lastEventId) {
        return open(request(origin, planner, conversation)
                .header("Last-Event-ID", lastEventId)
                .GET());
    }

    private static HttpRequest.Builder request(String origin, String planner, String conversation) {
        return HttpRequest.newBuilder(URI.create(origin + "/chat/conversations/" + conversation + "/stream"))
                .header("Authorization", "Bearer " + Api.token(planner, "planner"))
                .header("Content-Type", "application/json")
                .header("Accept-Encoding", "gzip");
    }

    private static Viewer open(HttpRequest.Builder request) {
        Viewer viewer = new Viewer();
        HTTP.sendAsync(request.build(), answer -> {
                    viewer.head.complete(answer);
                    return BodySubscribers.fromLineSubscriber(viewer);
                })
                .exceptionally(e -> {
                    viewer.head.completeExceptionally(e);
                    viewer.end.completeExceptionally(e);
                    return null;
                });
        return viewer;
    }

    public int status() {
        return within(head).statusCode();
    }

    public String header(String name) {
        return within(head).headers().firstValue(name).orElse(null);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The {@code data} of every event so far. */
    public List<JsonObject> events() {
        return data().map(JsonObject::new)
                .map(event -> event.getJsonObject("data"))
                .toList();
    }

    private java.util.stream.Stream<String> data() {
        return lines.stream().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6));
    }

    public List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** The words so far. */
    public String text() {
        return events().stream()
                .filter(event -> event.containsKey("chunk"))
                .map(event -> event.getString("chunk"))
                .collect(Collectors.joining());
    }

    public JsonObject last() {
        List<JsonObject> events = events();
        return events.get(events.size() - 1);
    }

    public boolean hasEnded() {
        return end.isDone();
    }

    public Viewer awaitEnd() {
        within(end);
        return this;
    }

    /** Closes the connection, as a closed tab does. */
    public void leave() {
        subscription.get().cancel();
    }

    @Override
    public String toString() {
        return (head.isDone() ? head.isCompletedExceptionally() ? head.toString() : "status " + status() : "no answer")
                + (cut.get() == null ? "" : ", cut off by " + cut.get())
                + ", " + lines;
    }

    private static <T> T within(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
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
