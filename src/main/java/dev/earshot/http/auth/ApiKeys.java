package dev.earshot.http.auth;

import dev.earshot.common.ApiException;
import dev.earshot.http.auth.ApiKeyRows.Valid;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The keys of AI platforms. A key is shown once, to its maker. */
@Singleton
class ApiKeys {
    private final ConfiguredApiKeys configured;
    private final ApiKeyRows rows;
    private final InstantSource clock;

    ApiKeys(ConfiguredApiKeys configured, ApiKeyRows rows, InstantSource clock) {
        this.configured = configured;
        this.rows = rows;
        this.clock = clock;
    }

    /** The platform that this key was given to, unless it was revoked. */
    Uni<Optional<String>> platform(String shown) {
        Optional<String> platform = configured.platform(shown);
        return platform.isPresent()
                ? Uni.createFrom().item(platform)
                : ApiKeySecret.read(shown)
                        .map(this::made)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<String>> made(ApiKeySecret shown) {
        byte[] hash = shown.hash();
        return rows.find(shown.id())
                .map(found -> found.filter(key -> MessageDigest.isEqual(key.hash(), hash))
                        .map(Valid::platform));
    }

    Uni<ApiKey.Made> make(String platform, String name, String by) {
        Instant now = clock.instant();
        ApiKeySecret secret = ApiKeySecret.make(now);
        return rows.add(new ApiKey(secret.id(), platform, name, by, now, null), secret.hash())
                .replaceWith(new ApiKey.Made(secret.id(), platform, secret.text()));
    }

    Uni<List<ApiKey>> all() {
        return rows.all();
    }

    Uni<Void> revoke(String id) {
        return rows.revoke(id, clock.instant())
                .invoke(known -> {
                    if (!known) {
                        throw ApiException.unknown("API_KEY_NOT_FOUND", "There is no API key of this id");
                    }
                })
                .replaceWithVoid();
    }
}
