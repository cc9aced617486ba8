package dev.earshot.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint whose settings have been checked.
 *
 * @param name of its destination
 * @param kinds the kinds of deliveries that it gets; all events if empty
 */
record WebhookEndpoint(
        String name,
        URI url,
        List<WebhookSecret> secrets,
        Optional<Set<String>> kinds,
        Duration timeout,
        int concurrency) {

    /** Path and query. */
    String uri() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** The name alone: an address may hold a secret. */
    @Override
    public String toString() {
        return "webhook " + name;
    }
}
