package dev.earshot.bench.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of the server before the streams begin. */
final class ChatCalls {
    private static final Pattern CONVERSATION = Pattern.compile("\"id\":\"(conv_[^\"]+)\"");
    private static final Pattern REPLY =
            Pattern.compile("\"(msg_[a-z0-9]+)\",\"conversationId\":\"[^\"]*\",\"role\":\"agent\"");
    private static final long PAUSE_NANOS = 100_000_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;

    ChatCalls(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    byte[] raw(HttpText request) {
        return request.bytes(server.getHost(), token);
    }

    String newConversation() {
        return found(CONVERSATION, post("/chat/conversations", "{}"));
    }

    /**
     * Begins a reply and leaves it running. Its message's id is in the first event; without any event it is in the
     * conversation.
     */
    String begin(String conversation, boolean silent) {
        var answer = http.sendAsync(
                post(
                        "/chat/conversations/" + conversation + "/stream",
                        "{\"content\":\"" + StreamDialect.PROMPT + "\"}"),
                BodyHandlers.ofLines());
        if (silent) {
            return running(conversation);
        }
        String id = answer.join()
                .body()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();
        return id.substring("id: ".length(), id.indexOf('/'));
    }

    private String running(String conversation) {
        while (true) {
            Matcher reply = REPLY.matcher(body(get("/chat/conversations/" + conversation)));
            if (reply.find()) {
                return reply.group(1);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private String found(Pattern pattern, HttpRequest request) {
        String body = body(request);
        Matcher found = pattern.matcher(body);
        if (!found.find()) {
            throw new IllegalStateException(request.uri() + ": " + body);
        }
        return found.group(1);
    }

    private String body(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest get(String path) {
        return request(path).build();
    }

    private HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }
}
