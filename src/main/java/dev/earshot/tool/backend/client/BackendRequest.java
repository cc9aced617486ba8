package dev.earshot.tool.backend.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * A request that is ready to be sent.
 *
 * @param uri path and query
 * @param body JSON, or {@code null}
 * @param idempotencyKey {@code null} for a request without effect
 */
public record BackendRequest(Backend backend, HttpMethod method, String uri, Buffer body, String idempotencyKey) {}
