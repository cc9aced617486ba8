package dev.earshot.http.auth;

import dev.earshot.common.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its platform holds it: {@code earshot_<public part>_<256 random bits>}. The prefix lets scanners of leaked
 * secrets recognise it, the public part finds its row, and the rest proves it.
 */
record ApiKeySecret(String id, String text) {
    private static final Pattern FORM = Pattern.compile("earshot_([0-9a-z]{26})_[0-9a-f]{64}");
    private static final int BYTES = 32;

    static ApiKeySecret make(Instant at) {
        // Made here and not kept in a field, which a native image would seed once, when it is built.
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String id = Ids.make("key", at);
        return new ApiKeySecret(
                id,
                "earshot_" + id.substring("key_".length()) + "_"
                        + HexFormat.of().formatHex(random));
    }

    /** The key that a caller shows, if it has the form of one; nothing else is worth a look-up. */
    static Optional<ApiKeySecret> read(String shown) {
        Matcher form = FORM.matcher(shown);
        return form.matches() ? Optional.of(new ApiKeySecret("key_" + form.group(1), shown)) : Optional.empty();
    }

    byte[] hash() {
        return hash(text);
    }

    /** Random bits need no slow hash: there is no dictionary of them. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
