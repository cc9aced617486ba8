package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.time.Instant;
import java.util.List;

/**
 * A rule that a planner keeps under a name.
 *
 * @param version goes up by one with every change
 * @param tag the name of its members in Netmera, once activated; it stays when the audience is renamed
 * @param active whether its members should carry the tag
 * @param refresh how often it is refreshed by itself while it is active
 * @param nextRefreshAt when that happens next; absent if it does not
 * @param holdout the percentage of its members that never get the tag
 * @param warnings what its planner should know of the rule; absent if there is nothing
 */
public record Audience(
        String id,
        String name,
        Rule rule,
        int version,
        String tag,
        boolean active,
        RefreshInterval refresh,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant nextRefreshAt,
        int holdout,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RuleWarning> warnings) {

    Audience warned(TaxonomyIndex taxonomy) {
        return new Audience(
                id,
                name,
                rule,
                version,
                tag,
                active,
                refresh,
                nextRefreshAt,
                holdout,
                createdAt,
                updatedAt,
                RuleWarning.of(rule, taxonomy));
    }

    /**
     * An earlier version of an audience.
     *
     * @param by the planner that made it
     */
    public record Version(int version, String by, Instant at, String name, Rule rule) {}
}
