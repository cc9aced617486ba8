package dev.earshot.tool.backend.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CallFailure.Reason;
import dev.earshot.http.client.CheckedConnection;
import dev.earshot.http.client.HttpAnswer;
import dev.earshot.http.client.HttpClientSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The wire to one backend, and what its answers mean. */
final class BackendConnection {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final long LONGEST_PAUSE_SECONDS = 300;

    private final Backend backend;
    private final CheckedConnection connection;
    private final ObjectMapper json;

    BackendConnection(
            Vertx vertx, Backend backend, HttpClientSettings outgoing, boolean privateAddresses, ObjectMapper json) {
        this.backend = backend;
        this.connection = new CheckedConnection(vertx, backend.target(privateAddresses), outgoing);
        this.json = json;
    }

    Uni<BackendAnswer> send(BackendRequest request) {
        return connection
                .send(request.method(), request.uri(), headers(request), request.body())
                .map(this::answered);
    }

    void close() {
        connection.close();
    }

    private Map<String, String> headers(BackendRequest request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", "application/json");
        headers.putAll(request.headers());
        headers.putAll(backend.headers());
        if (request.idempotencyKey() != null) {
            headers.put(backend.idempotencyHeader(), request.idempotencyKey());
        }
        if (request.body() != null) {
            headers.put("content-type", "application/json");
        }
        return headers;
    }

    private BackendAnswer answered(HttpAnswer answer) {
        int status = answer.status();
        boolean usable = status / 100 == 2 || status / 100 == 4;
        // 401, 403 and 407 are about Earshot's own credentials.
        if (!usable || status == 401 || status == 403 || status == 407) {
            throw new CallFailure(Reason.FAILED, "status " + status);
        }
        return new BackendAnswer(
                status, json(status, answer.body()), pause(answer.headers().get(HttpHeaders.RETRY_AFTER)));
    }

    private JsonNode json(int status, Buffer body) {
        try {
            JsonNode read = body.length() == 0 ? null : json.readTree(body.toString(StandardCharsets.UTF_8));
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            if (status / 100 == 2) {
                throw new CallFailure(Reason.FAILED, "status " + status + " with a body that is not JSON");
            }
            return MissingNode.getInstance();
        }
    }

    private static Duration pause(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.max(1, Math.min(Long.parseLong(retryAfter), LONGEST_PAUSE_SECONDS)))
                : A_SECOND;
    }
}
