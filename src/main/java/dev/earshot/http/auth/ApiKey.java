package dev.earshot.http.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A platform's key without its secret.
 *
 * @param id its public part, which the key contains
 * @param platform its holder: the {@code platform} of the events that its calls cause
 * @param name its maker's name for it; may be {@code null}
 * @param createdBy the subject that made it
 * @param revokedAt when it was revoked; {@code null} while it is valid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(String id, String platform, String name, String createdBy, Instant createdAt, Instant revokedAt) {

    /** A key with its secret, shown once. */
    public record Made(String id, String platform, String key) {}
}
