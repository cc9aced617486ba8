package dev.earshot.chat.stream;

import dev.earshot.testing.Api;
import dev.earshot.testing.StreamedAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The protocols of the chat, as their clients speak and read them. */
enum Protocol {
    OURS {
        @Override
        HttpRequest ask(Conversing client, String thread, List<JsonObject> earlier, String prompt) {
            return client.post("/chat/conversations/" + thread + "/stream", new JsonObject().put("content", prompt));
        }

        @Override
        HttpRequest resume(Conversing client, String thread, StreamedAnswer left) {
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
        HttpRequest stop(Conversing client, String thread) {
            return client.post("/chat/conversations/" + thread + "/stop", new JsonObject());
        }

        @Override
        String newThread() {
            return Api.conversation(Api.planner("ann"));
        }

        @Override
        String conversation(Conversing client, StreamedAnswer reply) {
            return client.lastThread;
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
    },

    AI_SDK {
        @Override
        HttpRequest ask(Conversing client, String thread, List<JsonObject> earlier, String prompt) {
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
            return client.post(
                    "/chat/ui",
                    new JsonObject()
                            .put("id", thread)
                            .put("messages", messages)
                            .put("trigger", "submit-message")
                            .put("body of the application", 1));
        }

        @Override
        HttpRequest resume(Conversing client, String thread, StreamedAnswer left) {
            return client.request("/chat/ui/" + thread + "/stream").GET().build();
        }

        @Override
        HttpRequest stop(Conversing client, String thread) {
            return client.post("/chat/ui/" + thread + "/stop", new JsonObject());
        }

        @Override
        String conversation(Conversing client, StreamedAnswer reply) {
            return reply.events().get(0).getJsonObject("messageMetadata").getString("conversationId");
        }

        @Override
        Stream<String> words(JsonObject event) {
            return Stream.ofNullable(event.getString("delta"));
        }

        @Override
        Optional<JsonArray> signals(JsonObject event) {
            return is(event, "data-signals")
                    .map(part -> part.getJsonObject("data").getJsonArray("signals"));
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
    },

    AG_UI {
        @Override
        HttpRequest ask(Conversing client, String thread, List<JsonObject> earlier, String prompt) {
            JsonArray messages = new JsonArray();
            Stream.concat(earlier.stream(), Stream.of(said("user", prompt)))
                    .map(said -> said.put("id", UUID.randomUUID().toString()))
                    .forEach(messages::add);
            return run(client, thread, messages);
        }

        private HttpRequest run(Conversing client, String thread, JsonArray messages) {
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
        HttpRequest resume(Conversing client, String thread, StreamedAnswer left) {
            return run(client, thread, new JsonArray());
        }

        @Override
        HttpRequest stop(Conversing client, String thread) {
            return client.post("/chat/ag-ui/" + thread + "/stop", new JsonObject());
        }

        @Override
        String conversation(Conversing client, StreamedAnswer reply) {
            return client.found(client.lastThread);
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
    },

    OPENAI {
        @Override
        HttpRequest ask(Conversing client, String thread, List<JsonObject> earlier, String prompt) {
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
        HttpRequest resume(Conversing client, String thread, StreamedAnswer left) {
            throw new UnsupportedOperationException("OpenAI's protocol has no resuming");
        }

        /** As a platform's own button would: the protocol has none. */
        @Override
        HttpRequest stop(Conversing client, String thread) {
            return client.post("/chat/ui/" + thread + "/stop", new JsonObject());
        }

        @Override
        String conversation(Conversing client, StreamedAnswer reply) {
            return client.found(client.lastThread);
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
    };

    /** A client of one planner's. */
    static final class Conversing {
        private final Protocol protocol;
        private final String origin;
        private final String planner;
        private String lastThread;

        Conversing(Protocol protocol, String origin, String planner) {
            this.protocol = protocol;
            this.origin = origin;
            this.planner = planner;
        }

        StreamedAnswer ask(String thread, String prompt) {
            lastThread = thread;
            return StreamedAnswer.of(protocol.ask(this, thread, List.of(), prompt));
        }

        /** With what was said before, of this length. */
        StreamedAnswer askAfter(int characters, String thread, String prompt) {
            lastThread = thread;
            List<JsonObject> earlier =
                    List.of(said("user", "x".repeat(characters / 2)), said("assistant", "y".repeat(characters / 2)));
            return StreamedAnswer.of(protocol.ask(this, thread, earlier, prompt));
        }

        StreamedAnswer resume(String thread, StreamedAnswer left) {
            return StreamedAnswer.of(protocol.resume(this, thread, left));
        }

        int stop(String thread) {
            return StreamedAnswer.of(protocol.stop(this, thread)).status();
        }

        String conversation(StreamedAnswer reply) {
            return protocol.conversation(this, reply);
        }

        /** The id of the conversation that a client calls so. */
        private String found(String thread) {
            return StreamedAnswer.of(request("/chat/conversations").GET().build())
                    .body()
                    .getJsonArray("data")
                    .getJsonObject(0)
                    .getString("id");
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(origin + path))
                    .header("Authorization", "Bearer " + Api.token(planner, "planner"))
                    .header("Content-Type", "application/json");
        }

        private HttpRequest post(String path, JsonObject body) {
            return request(path)
                    .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                    .build();
        }
    }

    abstract HttpRequest ask(Conversing client, String thread, List<JsonObject> earlier, String prompt);

    abstract HttpRequest resume(Conversing client, String thread, StreamedAnswer left);

    abstract HttpRequest stop(Conversing client, String thread);

    abstract String conversation(Conversing client, StreamedAnswer reply);

    abstract Stream<String> words(JsonObject event);

    abstract Optional<JsonArray> signals(JsonObject event);

    abstract Optional<JsonObject> draft(JsonObject event);

    abstract Optional<String> end(JsonObject event);

    String newThread() {
        return "thread-" + UUID.randomUUID();
    }

    /** Our own stream's frames leave the draft to the conversation. */
    boolean hasDraft() {
        return this != OURS;
    }

    String text(StreamedAnswer reply) {
        return reply.events().stream().flatMap(this::words).collect(Collectors.joining());
    }

    List<String> signals(StreamedAnswer reply) {
        return first(reply.events().stream().map(this::signals)).stream()
                .map(signal -> ((JsonObject) signal).getString("id"))
                .toList();
    }

    JsonObject draft(StreamedAnswer reply) {
        return first(reply.events().stream().map(this::draft));
    }

    String end(StreamedAnswer reply) {
        List<JsonObject> events = reply.events();
        return end(events.get(events.size() - 1)).orElse("no end: " + reply.lines());
    }

    String code(StreamedAnswer refused) {
        return refused.body().getString("code");
    }

    String field(StreamedAnswer refused) {
        return refused.body().getJsonArray("errors").getJsonObject(0).getString("field");
    }

    private static <T> T first(Stream<Optional<T>> all) {
        return all.flatMap(Optional::stream).findFirst().orElseThrow();
    }

    private static Optional<JsonObject> is(JsonObject event, String type) {
        return type.equals(event.getString("type")) ? Optional.of(event) : Optional.empty();
    }

    private static Stream<JsonObject> choices(JsonObject event) {
        return event.getJsonArray("choices", new JsonArray()).stream().map(JsonObject.class::cast);
    }

    private static JsonObject said(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }
}
