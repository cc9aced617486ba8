package dev.earshot.netmera;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The progress of a test event.
 *
 * @param id the delivery's
 * @param event by its taxonomy name
 * @param status {@code waiting} while a step is, then {@code failed} if one has, else {@code done}
 */
public record TestEventReport(String id, String customerId, String event, Status status, List<Step> steps) {

    /** The state of a step. A warning is no failure, but worth knowing. */
    public enum Status {
        DONE,
        WAITING,
        WARNING,
        FAILED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One step, in the order {@code customer}, {@code stored}, {@code claimed}, {@code delivered}, {@code profile}.
     *
     * @param at when it was done; absent until then
     * @param detail its result, or what it waits for, in words
     */
    public record Step(String name, Status status, Instant at, String detail) {}

    static TestEventReport of(String id, String customerId, String event, List<Step> steps) {
        return new TestEventReport(id, customerId, event, overall(steps), steps);
    }

    private static Status overall(List<Step> steps) {
        List<Status> all = steps.stream().map(Step::status).toList();
        return all.contains(Status.FAILED)
                ? Status.FAILED
                : all.contains(Status.WAITING) ? Status.WAITING : Status.DONE;
    }
}
