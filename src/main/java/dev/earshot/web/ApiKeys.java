package dev.earshot.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys by which AI platforms are known, from the setting {@code EARSHOT_API_KEYS}: {@code platform:key,platform:key}.
 *
 * <p>They are kept and looked up as SHA-256 hashes: the time that a look-up takes then tells nothing about a key.
 */
@Singleton
class ApiKeys {
    private final Map<String, String> platformByHash = new HashMap<>();

    ApiKeys(@ConfigProperty(name = "earshot.api-keys") Optional<List<String>> settings) {
        for (String setting : settings.orElse(List.of())) {
            int colon = setting.indexOf(':');
            if (colon < 1 || colon == setting.length() - 1) {
                throw new IllegalArgumentException("EARSHOT_API_KEYS holds an entry that is not platform:key");
            }
            platformByHash.put(
                    hash(setting.substring(colon + 1).strip()),
                    setting.substring(0, colon).strip());
        }
    }

    /** The platform that this key was given to. */
    Optional<String> platform(String key) {
        return Optional.ofNullable(platformByHash.get(hash(key)));
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
