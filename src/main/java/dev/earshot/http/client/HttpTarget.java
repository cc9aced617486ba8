package dev.earshot.http.client;

import java.net.URI;
import java.time.Duration;

/**
 * A server that an operator has named, and how it may be called.
 *
 * @param url its scheme, host and port
 * @param timeout for the whole of a call: name, connection, answer
 * @param connections most connections, per replica
 * @param answerBytes the longest answer that is read
 * @param privateSetting the setting that allows private addresses, for the message of a refusal
 * @param mayBePrivate whether it may have a private or local address
 */
public record HttpTarget(
        URI url, Duration timeout, int connections, int answerBytes, String privateSetting, boolean mayBePrivate) {

    boolean isSecure() {
        return "https".equals(url.getScheme());
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isSecure() ? 443 : 80;
    }
}
