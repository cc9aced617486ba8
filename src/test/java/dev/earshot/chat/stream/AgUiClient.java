package dev.earshot.chat.stream;

import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** AG-UI's {@code HttpAgent}. */
final class AgUiClient extends ClientProtocol {
    @Override
    HttpRequest ask(PlannerClient client, String thread, List<JsonObject> earlier, String prompt) {
        JsonArray messages = new JsonArray();
        Stream.concat(earlier.stream(), Stream.of(said("user", prompt)))
                .map(said -> said.put("id", UUID.randomUUID().toString()))
                .forEach(messages::add);
        return run(client, thread, messages);
    }

    private HttpRequest run(PlannerClient client, String thread, JsonArray messages) {
        return client.post(
                "/chat/ag-ui",
                new JsonObject()
                        .put("threadId", thread)
                        .put("runId", "run-1")
                        .put("messages", messages)
                        .put("tools", new JsonArray())
                        .put("context", new JsonArray())
                        .put("state", new JsonObject())
                        .put("forwardedProps", new JsonObject()));
    }

    @Override
    HttpRequest resume(PlannerClient client, String thread, StreamedAnswer left) {
        return run(client, thread, new JsonArray());
    }

    @Override
    HttpRequest stop(PlannerClient client, String thread) {
        return client.post("/chat/ag-ui/" + thread + "/stop", new JsonObject());
    }

    @Override
    String conversation(PlannerClient client, StreamedAnswer reply) {
        return client.lastConversation();
    }

    @Override
    Stream<String> words(JsonObject event) {
        return Stream.ofNullable(event.getString("delta"));
    }

    @Override
    Optional<JsonArray> signals(JsonObject event) {
        return is(event, "STATE_SNAPSHOT")
                .map(state -> state.getJsonObject("snapshot").getJsonArray("signals"));
    }

    @Override
    Optional<JsonObject> draft(JsonObject event) {
        return is(event, "STATE_SNAPSHOT")
                .map(state -> state.getJsonObject("snapshot").getJsonObject("draft"));
    }

    @Override
    Optional<String> end(JsonObject event) {
        return switch (event.getString("type")) {
            case "RUN_FINISHED" -> Optional.of(event.getJsonObject("result").getString("status"));
            case "RUN_ERROR" -> Optional.of("failed");
            default -> Optional.empty();
        };
    }
}
