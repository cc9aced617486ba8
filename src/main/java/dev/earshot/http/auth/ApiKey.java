package dev.earshot.http.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What is known of a platform's key, except the key.
 *
 * @param id its public part, which the key contains
 * @param platform whom it was given to: the {@code platform} of the events that its calls cause
 * @param name what its maker calls it; may be {@code null}
 * @param createdBy the subject of who made it
 * @param revokedAt since when it opens nothing; {@code null} while it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(String id, String platform, String name, String createdBy, Instant createdAt, Instant revokedAt) {

    /** A key at the only moment when it can be seen. */
    public record Made(String id, String platform, String key) {}
}
