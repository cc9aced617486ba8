package dev.earshot.tool.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.earshot.common.ApiException;
import dev.earshot.tool.call.ToolCall;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Identifies a retry.
 *
 * @param id the caller and their key, hashed: two callers may use the same key
 * @param fingerprint the tool and its arguments, whatever the order of their fields, hashed
 * @param kept how long its answer is kept
 * @param given whether the caller gave it; such a key's problems are kept too
 * @param remote whether the call's effect is another system's
 */
public record IdempotencyKey(String id, String fingerprint, Duration kept, boolean given, boolean remote) {
    /** The argument, for callers that can't send the header {@code Idempotency-Key}. */
    public static final String ARGUMENT = "idempotencyKey";

    private static final int LONGEST = 255;
    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    static IdempotencyKey given(String key, ToolCall call, Duration kept, boolean remote) {
        if (key.isBlank() || key.codePointCount(0, key.length()) > LONGEST) {
            throw ApiException.invalid("INVALID_INPUT", "Idempotency-Key", "must have 1 to " + LONGEST + " characters");
        }
        return new IdempotencyKey(scoped("given", call, key), fingerprint(call), kept, true, remote);
    }

    /** The call itself as its key: a repetition within the window means the same call. */
    static IdempotencyKey derived(ToolCall call, Duration window, boolean remote) {
        String fingerprint = fingerprint(call);
        return new IdempotencyKey(scoped("derived", call, fingerprint), fingerprint, window, false, remote);
    }

    /**
     * What the effect is called elsewhere, if this is the call's first run: with a given key always the same, so that
     * it outlives the store; else a new one, because the same call may mean another effect on another day.
     *
     * @param claim of that run
     */
    String effectKey(String claim) {
        if (!remote) {
            return null;
        }
        byte[] hash = HexFormat.of().parseHex(hash(given ? id + fingerprint : claim));
        // A UUID of version 8, since some backends take nothing else.
        hash[6] = (byte) (hash[6] & 0x0f | 0x80);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new UUID(bits.getLong(), bits.getLong()).toString();
    }

    private static String scoped(String sort, ToolCall call, String key) {
        return hash(new JsonArray()
                .add(sort)
                .add(call.caller().platform())
                .add(call.caller().customer().orElse(call.caller().isAnonymous() ? call.sessionId() : ""))
                .add(key)
                .encode());
    }

    private static String fingerprint(ToolCall call) {
        try {
            return hash(call.tool()
                    + SORTED.writeValueAsString(canonical(call.arguments().getMap())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code 10}, {@code 10.0} and {@code 1e1} are one number, however a client writes it. */
    private static Object canonical(Object value) {
        if (value instanceof JsonObject object) {
            return canonical(object.getMap());
        }
        if (value instanceof Map<?, ?> object) {
            Map<Object, Object> members = new HashMap<>();
            object.forEach((name, member) -> members.put(name, canonical(member)));
            return members;
        }
        if (value instanceof JsonArray array) {
            return canonical(array.getList());
        }
        if (value instanceof List<?> array) {
            return array.stream().map(IdempotencyKey::canonical).toList();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
