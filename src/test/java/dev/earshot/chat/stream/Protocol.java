package dev.earshot.chat.stream;

import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The protocols of the chat, as their clients speak and read them. */
enum Protocol {
    OURS(new EarshotClient()),
    AI_SDK(new AiSdkClient()),
    AG_UI(new AgUiClient()),
    OPENAI(new OpenAiClient());

    private final ClientProtocol client;

    Protocol(ClientProtocol client) {
        this.client = client;
    }

    ClientProtocol client() {
        return client;
    }

    /** Our own stream's frames leave the draft to the conversation. */
    boolean hasDraft() {
        return this != OURS;
    }

    String text(StreamedAnswer reply) {
        return reply.events().stream().flatMap(client::words).collect(Collectors.joining());
    }

    List<String> signals(StreamedAnswer reply) {
        return first(reply.events().stream().map(client::signals)).stream()
                .map(signal -> ((JsonObject) signal).getString("id"))
                .toList();
    }

    JsonObject draft(StreamedAnswer reply) {
        return first(reply.events().stream().map(client::draft));
    }

    String end(StreamedAnswer reply) {
        List<JsonObject> events = reply.events();
        return client.end(events.get(events.size() - 1)).orElse("no end: " + reply.lines());
    }

    String code(StreamedAnswer refused) {
        return client.code(refused);
    }

    String field(StreamedAnswer refused) {
        return client.field(refused);
    }

    private static <T> T first(Stream<Optional<T>> all) {
        return all.flatMap(Optional::stream).findFirst().orElseThrow();
    }
}
