package dev.earshot.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * One thing that happened to a customer. The latest comes first; at one moment, an effect before its cause.
 *
 * @param key orders the entries of one moment by the codes of its characters; a customer's entries have different ones
 * @param type such as {@code call} or {@code event}
 * @param sessionId {@code null} for what belongs to no session
 * @param details by type; times in ISO 8601
 */
public record TimelineEntry(
        @JsonIgnore String key, String type, String id, Instant at, String sessionId, Map<String, Object> details) {
    static final Comparator<TimelineEntry> LATEST_FIRST = Comparator.comparing(TimelineEntry::at)
            .thenComparing(TimelineEntry::key)
            .reversed();
}
