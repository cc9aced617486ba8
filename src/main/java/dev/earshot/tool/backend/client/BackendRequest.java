package dev.earshot.tool.backend.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * A request that is ready to be sent.
 *
 * @param uri path and query
 * @param headers besides those that each request of the backend has
 * @param body JSON, or {@code null}
 * @param idempotencyKey {@code null} for a request without effect
 */
public record BackendRequest(
        Backend backend,
        HttpMethod method,
        String uri,
        Map<String, String> headers,
        Buffer body,
        String idempotencyKey) {}
