package dev.earshot.chat.stream;

import dev.earshot.testing.Api;
import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** A client of one planner's. */
final class PlannerClient {
    private static final String AUTHORIZATION = "Authorization";

    private final Protocol protocol;
    private final String origin;
    private final String planner;
    private final List<String> headers = new ArrayList<>();
    private String lastThread;

    private PlannerClient(Protocol protocol, String origin, String planner) {
        this.protocol = protocol;
        this.origin = origin;
        this.planner = planner;
    }

    PlannerClient(Protocol protocol, String origin, String planner, String role) {
        this(protocol, origin, planner);
        headers.addAll(List.of(AUTHORIZATION, "Bearer " + Api.token(planner, role)));
    }

    static PlannerClient planner(Protocol protocol, String origin, String planner) {
        return new PlannerClient(protocol, origin, planner, "planner");
    }

    static PlannerClient unknown(Protocol protocol, String origin) {
        return new PlannerClient(protocol, origin, "");
    }

    /** From now on it runs in a page of this origin. */
    PlannerClient in(String page) {
        headers.addAll(List.of("Origin", page));
        return this;
    }

    String newThread() {
        return protocol.client().newThread(planner);
    }

    StreamedAnswer ask(String thread, String prompt) {
        lastThread = thread;
        return StreamedAnswer.of(protocol.client().ask(this, thread, List.of(), prompt));
    }

    /** With what was said before, of this length. */
    StreamedAnswer askAfter(int characters, String thread, String prompt) {
        lastThread = thread;
        List<JsonObject> earlier = List.of(
                ClientProtocol.said("user", "x".repeat(characters / 2)),
                ClientProtocol.said("assistant", "y".repeat(characters / 2)));
        return StreamedAnswer.of(protocol.client().ask(this, thread, earlier, prompt));
    }

    StreamedAnswer regenerate(String thread, String prompt) {
        return StreamedAnswer.of(protocol.client().regenerate(this, thread, prompt));
    }

    StreamedAnswer resume(String thread, StreamedAnswer left) {
        return StreamedAnswer.of(protocol.client().resume(this, thread, left));
    }

    /** What a browser asks before a page may ask. */
    StreamedAnswer preflight(String page, String thread, String asked) {
        return StreamedAnswer.of(HttpRequest.newBuilder(
                        protocol.client().ask(this, thread, List.of(), "x").uri())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", page)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", asked)
                .build());
    }

    int stop(String thread) {
        return StreamedAnswer.of(protocol.client().stop(this, thread)).status();
    }

    String conversation(StreamedAnswer reply) {
        return protocol.client().conversation(this, reply);
    }

    String lastThread() {
        return lastThread;
    }

    /** The id of the conversation in which this planner spoke last. */
    String lastConversation() {
        return StreamedAnswer.of(request("/chat/conversations").GET().build())
                .body()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).header("Content-Type", "application/json");
        return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    HttpRequest post(String path, JsonObject body) {
        return request(path)
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }
}
