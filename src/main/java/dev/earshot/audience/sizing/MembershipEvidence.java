package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import java.time.Instant;
import java.util.List;

/**
 * Whether a customer is in an audience, and why.
 *
 * @param groups how the customer stands to each group of the rule, in its order
 * @param excludedBy what they showed that the rule excludes
 * @param excludedByEvents what they did that the rule excludes
 */
public record MembershipEvidence(
        boolean member, List<OfGroup> groups, List<Shown> excludedBy, List<Caused> excludedByEvents) {

    /**
     * A group of the rule.
     *
     * @param shown signals that fulfil the group; empty when none does
     * @param events events that fulfil the group; empty when none does
     */
    public record OfGroup(boolean fulfilled, List<Shown> shown, List<Caused> events) {}

    /**
     * A signal that the customer showed.
     *
     * @param signal its id: the one that the rule names, or one below it
     * @param criterion the id of the one that the rule names
     */
    public record Shown(
            String signal, String criterion, long count, Instant firstSeen, Instant lastSeen, String source) {}

    /**
     * Events that the customer caused.
     *
     * @param criterion what the rule asks of them
     * @param count how often they happened as it asks, or how often a sequence began that went on as it asks
     * @param first when they did so first; of a sequence, when it began
     * @param last when they did so last
     */
    public record Caused(Criterion criterion, long count, Instant first, Instant last) {}
}
