package dev.earshot.chat.stream;

import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** OpenAI's clients. */
final class OpenAiClient extends ClientProtocol {
    @Override
    HttpRequest ask(PlannerClient client, String thread, List<JsonObject> earlier, String prompt) {
        JsonArray messages = new JsonArray();
        earlier.forEach(messages::add);
        return client.post(
                "/v1/chat/completions",
                new JsonObject()
                        .put("model", "earshot")
                        .put("stream", true)
                        .put("temperature", 0)
                        .put("metadata", new JsonObject().put("conversation_id", thread))
                        .put("messages", messages.add(said("user", prompt))));
    }

    @Override
    HttpRequest resume(PlannerClient client, String thread, StreamedAnswer left) {
        throw new UnsupportedOperationException("OpenAI's protocol has no resuming");
    }

    /** As a platform's own button would: the protocol has none. */
    @Override
    HttpRequest stop(PlannerClient client, String thread) {
        return client.post("/chat/ui/" + thread + "/stop", new JsonObject());
    }

    @Override
    String conversation(PlannerClient client, StreamedAnswer reply) {
        return client.lastConversation();
    }

    @Override
    Stream<String> words(JsonObject event) {
        return choices(event).map(choice -> choice.getJsonObject("delta").getString("content", ""));
    }

    @Override
    Optional<JsonArray> signals(JsonObject event) {
        return Optional.ofNullable(event.getJsonObject("earshot")).map(ours -> ours.getJsonArray("signals"));
    }

    @Override
    Optional<JsonObject> draft(JsonObject event) {
        return Optional.ofNullable(event.getJsonObject("earshot")).map(ours -> ours.getJsonObject("draft"));
    }

    @Override
    Optional<String> end(JsonObject event) {
        return event.containsKey("error")
                ? Optional.of("failed")
                : Optional.ofNullable(event.getJsonObject("earshot")).map(ours -> ours.getString("status"));
    }

    @Override
    String code(StreamedAnswer refused) {
        return refused.body().getJsonObject("error").getString("code");
    }

    @Override
    String field(StreamedAnswer refused) {
        return refused.body().getJsonObject("error").getString("param");
    }

    @Override
    String mediaType() {
        return "application/json";
    }

    private static Stream<JsonObject> choices(JsonObject event) {
        return event.getJsonArray("choices", new JsonArray()).stream().map(JsonObject.class::cast);
    }
}
