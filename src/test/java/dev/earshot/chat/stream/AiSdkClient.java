package dev.earshot.chat.stream;

import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The AI SDK's {@code DefaultChatTransport}. */
final class AiSdkClient extends ClientProtocol {
    @Override
    HttpRequest ask(PlannerClient client, String thread, List<JsonObject> earlier, String prompt) {
        return client.post("/chat/ui", request(thread, earlier, prompt).put("trigger", "submit-message"));
    }

    /** The client drops its last reply, and says which message that was. */
    @Override
    HttpRequest regenerate(PlannerClient client, String thread, String prompt) {
        return client.post(
                "/chat/ui",
                request(thread, List.of(), prompt)
                        .put("trigger", "regenerate-message")
                        .put("messageId", "made-up-by-the-client"));
    }

    private static JsonObject request(String thread, List<JsonObject> earlier, String prompt) {
        JsonArray messages = new JsonArray();
        Stream.concat(earlier.stream(), Stream.of(said("user", prompt)))
                .map(said -> new JsonObject()
                        .put("id", UUID.randomUUID().toString())
                        .put("role", said.getString("role"))
                        .put(
                                "parts",
                                new JsonArray()
                                        .add(new JsonObject().put("type", "step-start"))
                                        .add(new JsonObject()
                                                .put("type", "text")
                                                .put("text", said.getString("content")))))
                .forEach(messages::add);
        return new JsonObject().put("id", thread).put("messages", messages).put("body of the application", 1);
    }

    @Override
    HttpRequest resume(PlannerClient client, String thread, StreamedAnswer left) {
        return client.request("/chat/ui/" + thread + "/stream").GET().build();
    }

    @Override
    HttpRequest stop(PlannerClient client, String thread) {
        return client.post("/chat/ui/" + thread + "/stop", new JsonObject());
    }

    @Override
    String conversation(PlannerClient client, StreamedAnswer reply) {
        return reply.events().get(0).getJsonObject("messageMetadata").getString("conversationId");
    }

    @Override
    Stream<String> words(JsonObject event) {
        return Stream.ofNullable(event.getString("delta"));
    }

    @Override
    Optional<JsonArray> signals(JsonObject event) {
        return is(event, "data-signals").map(part -> part.getJsonObject("data").getJsonArray("signals"));
    }

    @Override
    Optional<JsonObject> draft(JsonObject event) {
        return is(event, "data-draft").map(part -> part.getJsonObject("data"));
    }

    @Override
    Optional<String> end(JsonObject event) {
        return switch (event.getString("type")) {
            case "finish" -> Optional.of("complete");
            case "abort" -> Optional.of("stopped");
            case "error" -> Optional.of("failed");
            default -> Optional.empty();
        };
    }
}
