package dev.earshot.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;

/** A viewer of a chat stream that records every line. */
public final class Viewer {
    private final StreamedAnswer answer;

    private Viewer(StreamedAnswer answer) {
        this.answer = answer;
    }

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
        return new Viewer(StreamedAnswer.of(request.build()));
    }

    public int status() {
        return answer.status();
    }

    public String header(String name) {
        return answer.header(name);
    }

    public List<String> lines() {
        return answer.lines();
    }

    /** The {@code data} of every event so far. */
    public List<JsonObject> events() {
        return answer.events().stream()
                .map(event -> event.getJsonObject("data"))
                .toList();
    }

    public List<String> ids() {
        return answer.lines().stream()
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
        return answer.hasEnded();
    }

    public Viewer awaitEnd() {
        answer.awaitEnd();
        return this;
    }

    /** Closes the connection, as a closed tab does. */
    public void leave() {
        answer.leave();
    }

    @Override
    public String toString() {
        return answer.toString();
    }
}
