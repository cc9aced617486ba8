package dev.earshot.common;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one rule for a customer's external id, for tools, tokens and admin routes: an id that a tool accepts can also be
 * erased, exported and opted out.
 *
 * <p>An id is 1 to 255 visible characters without blanks. 255 is the bound of a subject in OpenID Connect. Invisible
 * characters would make two ids look equal, and every proxy resolves the path segments {@code .} and {@code ..}, so
 * that no route could name such a customer.
 */
public final class ExternalId {
    /** In characters, not in halves of pairs: as JSON Schema counts. */
    public static final int LONGEST = 255;

    /** The prefix of ids made here, for customers not identified yet. */
    public static final String ANONYMOUS = "anon_";

    private static final Pattern VISIBLE = Pattern.compile("[^\\s\\p{Z}\\p{C}]{1," + LONGEST + "}");
    private static final Set<String> RESOLVED_IN_ADDRESSES = Set.of(".", "..");

    private ExternalId() {}

    /** What is wrong with the id of a known customer, as a phrase; empty if nothing is. */
    public static Optional<String> fault(String id) {
        return id != null && id.startsWith(ANONYMOUS)
                ? Optional.of("must not begin with " + ANONYMOUS + ", as anonymous customers' ids do")
                : faultOfAny(id);
    }

    /** The same where anonymous ids are allowed too. */
    public static Optional<String> faultOfAny(String id) {
        return id != null && VISIBLE.matcher(id).matches() && !RESOLVED_IN_ADDRESSES.contains(id)
                ? Optional.empty()
                : Optional.of("must be 1 to " + LONGEST + " visible characters without blanks, and not . or ..");
    }
}
