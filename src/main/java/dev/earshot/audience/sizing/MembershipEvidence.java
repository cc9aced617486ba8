package dev.earshot.audience.sizing;

import java.time.Instant;
import java.util.List;

/**
 * Whether a customer is in an audience, and why.
 *
 * @param groups how the customer stands to each group of the rule, in its order
 * @param excludedBy what they showed that the rule excludes
 */
public record MembershipEvidence(boolean member, List<OfGroup> groups, List<Shown> excludedBy) {

    /** @param shown what fulfils the group; empty when nothing does */
    public record OfGroup(boolean fulfilled, List<Shown> shown) {}

    /**
     * A signal that the customer showed.
     *
     * @param signal its id: the one that the rule names, or one below it
     * @param criterion the id of the one that the rule names
     */
    public record Shown(
            String signal, String criterion, long count, Instant firstSeen, Instant lastSeen, String source) {}
}
