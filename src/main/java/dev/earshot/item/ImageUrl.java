package dev.earshot.item;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of an item's picture. Browsers load it, and its origin becomes part of a content security policy, so it
 * is judged more strictly than a link.
 */
final class ImageUrl {
    static final int LONGEST = 2_000;

    private static final Set<String> SCHEMES = Set.of("http", "https");
    /** No address in brackets: a content security policy can't name one. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})");

    private ImageUrl() {}

    static boolean isValid(String url) {
        return parsed(url).isPresent();
    }

    /** Such as {@code https://images.example:8443}, of a valid one. */
    static String origin(String url) {
        URI valid = parsed(url).orElseThrow();
        String port = valid.getPort() < 0 ? "" : ":" + valid.getPort();
        return (valid.getScheme() + "://" + valid.getHost() + port).toLowerCase(Locale.ROOT);
    }

    private static Optional<URI> parsed(String url) {
        try {
            URI parsed = new URI(url);
            boolean valid = parsed.getScheme() != null
                    && SCHEMES.contains(parsed.getScheme().toLowerCase(Locale.ROOT))
                    && parsed.getHost() != null
                    && HOST.matcher(parsed.getHost()).matches()
                    && parsed.getPort() <= 65_535
                    && parsed.getRawUserInfo() == null
                    && url.chars().allMatch(c -> c < 0x80);
            return valid ? Optional.of(parsed) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
