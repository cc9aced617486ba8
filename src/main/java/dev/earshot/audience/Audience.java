package dev.earshot.audience;

import java.time.Instant;

/**
 * A rule that a planner keeps under a name.
 *
 * @param version goes up by one with every change
 * @param tag under which Netmera knows its members once it was activated; it stays when the audience is renamed
 * @param active whether its members are meant to carry the tag
 */
public record Audience(
        String id,
        String name,
        Rule rule,
        int version,
        String tag,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What an audience was at some time.
     *
     * @param by the planner who made it so
     */
    public record Version(int version, String by, Instant at, String name, Rule rule) {}
}
