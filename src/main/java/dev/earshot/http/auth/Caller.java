package dev.earshot.http.auth;

import java.util.List;
import java.util.Optional;

/**
 * The program that calls a tool.
 *
 * @param platform its AI platform: the holder of its API key, or the client that its token was issued to
 * @param customer the external id of the signed-in customer for whom alone it speaks, if there is one
 */
public record Caller(String platform, Optional<String> customer) {
    /** The platform of callers without credentials, which no API key and no client of a token may have. */
    public static final String ANONYMOUS_PLATFORM = "anonymous";

    /** A caller without credentials: it may use its own sessions, as long as their customer is not known. */
    public static final Caller ANONYMOUS = new Caller(ANONYMOUS_PLATFORM, Optional.empty());

    public boolean isAnonymous() {
        return platform.equals(ANONYMOUS_PLATFORM);
    }

    /** The platforms whose sessions it may use: people who sign in go on with what they began without a name. */
    public List<String> platforms() {
        return customer.isPresent() ? List.of(platform, ANONYMOUS_PLATFORM) : List.of(platform);
    }
}
