package dev.earshot.tool.backend.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CallFailure.Reason;
import dev.earshot.http.client.CheckedConnection;
import dev.earshot.http.client.HttpAnswer;
import dev.earshot.http.client.HttpClientSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.mutiny.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wire to one backend, and what its answers mean. */
final class BackendConnection {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final long LONGEST_PAUSE_SECONDS = 300;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern CHARSET = Pattern.compile(
            "[^;]*;(?:.*;)?\\s*charset\\s*=\\s*\"?([\\w.:+-]+)\"?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

    private final Backend backend;
    private final CheckedConnection connection;
    private final ObjectReader json;

    BackendConnection(
            Vertx vertx, Backend backend, HttpClientSettings outgoing, boolean privateAddresses, ObjectMapper json) {
        this.backend = backend;
        this.connection = new CheckedConnection(vertx, backend.target(privateAddresses), outgoing);
        this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
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
        // Names in any spelling are one header: the file may give another than the usual.
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
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
                status, json(status, answer), pause(answer.headers().get(HttpHeaders.RETRY_AFTER)));
    }

    private JsonNode json(int status, HttpAnswer answer) {
        try {
            return json.readTree(text(answer));
        } catch (CharacterCodingException e) {
            return unread(status, "in another character encoding than it says, or than UTF-8");
        } catch (JsonProcessingException e) {
            return unread(status, "that is not JSON");
        }
    }

    private static JsonNode unread(int status, String body) {
        if (status / 100 == 2) {
            throw new CallFailure(Reason.FAILED, "status " + status + " with a body " + body);
        }
        return MissingNode.getInstance();
    }

    /** A character that can't be read would otherwise become another one without a word, and be kept. */
    private static String text(HttpAnswer answer) throws CharacterCodingException {
        String text = charset(answer)
                .newDecoder()
                .decode(ByteBuffer.wrap(answer.body().getBytes()))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** JSON is UTF-8; older systems say otherwise. */
    private static Charset charset(HttpAnswer answer) throws CharacterCodingException {
        Matcher declared =
                CHARSET.matcher(Objects.requireNonNullElse(answer.headers().get(HttpHeaders.CONTENT_TYPE), ""));
        try {
            return declared.matches() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new CharacterCodingException();
        }
    }

    private static Duration pause(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.max(1, Math.min(Long.parseLong(retryAfter), LONGEST_PAUSE_SECONDS)))
                : A_SECOND;
    }
}
