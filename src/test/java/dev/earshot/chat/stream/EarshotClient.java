package dev.earshot.chat.stream;

import dev.earshot.testing.Api;
import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Our own stream. */
final class EarshotClient extends ClientProtocol {
    @Override
    HttpRequest ask(PlannerClient client, String thread, List<JsonObject> earlier, String prompt) {
        return client.post("/chat/conversations/" + thread + "/stream", new JsonObject().put("content", prompt));
    }

    @Override
    HttpRequest resume(PlannerClient client, String thread, StreamedAnswer left) {
        String first = left.lines().stream()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();
        return client.request("/chat/conversations/" + thread + "/stream")
                .header("Last-Event-ID", first.substring("id: ".length()))
                .GET()
                .build();
    }

    @Override
    HttpRequest stop(PlannerClient client, String thread) {
        return client.post("/chat/conversations/" + thread + "/stop", new JsonObject());
    }

    @Override
    String newThread(String planner) {
        return Api.conversation(Api.planner(planner));
    }

    @Override
    String conversation(PlannerClient client, StreamedAnswer reply) {
        return client.lastThread();
    }

    @Override
    Stream<String> words(JsonObject event) {
        return Stream.ofNullable(event.getJsonObject("data").getString("chunk"));
    }

    @Override
    Optional<JsonArray> signals(JsonObject event) {
        return Optional.ofNullable(event.getJsonObject("data").getJsonObject("signals"))
                .map(made -> made.getJsonArray("signals"));
    }

    @Override
    Optional<JsonObject> draft(JsonObject event) {
        return Optional.empty();
    }

    @Override
    Optional<String> end(JsonObject event) {
        JsonObject data = event.getJsonObject("data");
        return data.containsKey("error")
                ? Optional.of("failed")
                : data.containsKey("done") ? Optional.of(data.getString("status", "complete")) : Optional.empty();
    }
}
