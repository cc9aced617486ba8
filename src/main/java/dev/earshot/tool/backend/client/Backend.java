package dev.earshot.tool.backend.client;

import dev.earshot.http.client.HttpTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * An HTTP service that tools call.
 *
 * @param name as the file names it, for logs, metrics and errors
 * @param url scheme, host, port and the path that all of its requests are below, without a slash at its end
 * @param headers sent with each request; some are secret
 * @param timeout for the whole of a call: name, connection, answer
 * @param concurrency most calls at the same time, per replica
 * @param answerBytes the longest answer that is read
 * @param idempotencyHeader the header for the idempotency key
 * @param breaker when calls are stopped for a while
 */
public record Backend(
        String name,
        URI url,
        Map<String, String> headers,
        Duration timeout,
        int concurrency,
        int answerBytes,
        String idempotencyHeader,
        Breaker breaker) {

    /**
     * The circuit opens when this percentage of the latest calls failed.
     *
     * @param calls how many calls are looked at
     * @param pause how long it stays open
     */
    public record Breaker(int calls, int failurePercent, Duration pause) {}

    HttpTarget target(boolean mayBePrivate) {
        return new HttpTarget(url, timeout, concurrency, answerBytes, "earshot.tools.private-addresses", mayBePrivate);
    }

    /** The name alone: headers may be secret. */
    @Override
    public String toString() {
        return "backend " + name;
    }
}
