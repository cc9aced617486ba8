package dev.earshot.chat.stream;

import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** How the clients of a protocol write requests and read events. A new protocol is a subclass and an entry. */
abstract class ClientProtocol {

    abstract HttpRequest ask(PlannerClient client, String thread, List<JsonObject> earlier, String prompt);

    abstract HttpRequest resume(PlannerClient client, String thread, StreamedAnswer left);

    abstract HttpRequest stop(PlannerClient client, String thread);

    abstract String conversation(PlannerClient client, StreamedAnswer reply);

    abstract Stream<String> words(JsonObject event);

    abstract Optional<JsonArray> signals(JsonObject event);

    abstract Optional<JsonObject> draft(JsonObject event);

    abstract Optional<String> end(JsonObject event);

    /** Asks for another reply to the last prompt. */
    HttpRequest regenerate(PlannerClient client, String thread, String prompt) {
        throw new UnsupportedOperationException("This protocol has no such request");
    }

    String newThread(String planner) {
        return "thread-" + UUID.randomUUID();
    }

    String code(StreamedAnswer refused) {
        return refused.body().getString("code");
    }

    String field(StreamedAnswer refused) {
        return refused.body().getJsonArray("errors").getJsonObject(0).getString("field");
    }

    /** Of a refusal. */
    String mediaType() {
        return "application/problem+json";
    }

    static Optional<JsonObject> is(JsonObject event, String type) {
        return type.equals(event.getString("type")) ? Optional.of(event) : Optional.empty();
    }

    static JsonObject said(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }
}
