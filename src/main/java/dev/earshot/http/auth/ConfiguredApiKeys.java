package dev.earshot.http.auth;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The first keys, from the setting {@code EARSHOT_API_KEYS}: {@code platform:key,platform:key}. */
@Singleton
class ConfiguredApiKeys {
    private final List<FirstKey> keys;

    ConfiguredApiKeys(@ConfigProperty(name = "earshot.api-keys") Optional<List<String>> settings) {
        keys = settings.orElse(List.of()).stream().map(FirstKey::of).toList();
    }

    /** The platform of this key. All keys are compared, each in constant time, so that timing reveals nothing. */
    Optional<String> platform(String key) {
        byte[] hash = ApiKeySecret.hash(key);
        String platform = null;
        for (FirstKey candidate : keys) {
            platform = MessageDigest.isEqual(candidate.hash(), hash) ? candidate.platform() : platform;
        }
        return Optional.ofNullable(platform);
    }

    private record FirstKey(String platform, byte[] hash) {
        static FirstKey of(String setting) {
            int colon = setting.indexOf(':');
            if (colon < 1 || colon == setting.length() - 1) {
                throw new IllegalArgumentException("EARSHOT_API_KEYS holds an entry that is not platform:key");
            }
            if (setting.substring(0, colon).strip().equals(Caller.ANONYMOUS_PLATFORM)) {
                throw new IllegalArgumentException("EARSHOT_API_KEYS names the platform anonymous, which has no key");
            }
            String key = setting.substring(colon + 1).strip();
            return new FirstKey(setting.substring(0, colon).strip(), ApiKeySecret.hash(key));
        }
    }
}
