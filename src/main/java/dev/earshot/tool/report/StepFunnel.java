package dev.earshot.tool.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.common.ApiException;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.event.EventType;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import dev.earshot.signal.SignalBitmaps;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many sessions or customers took given steps, one after the other.
 *
 * <p>Each begins with its earliest first step in the period. A next step is the earliest event of its name that is
 * later than the step before, and no later than a given time after the first step; it may lie after the period. With a
 * platform or a category, all steps are events of that platform and category.
 */
@Singleton
class StepFunnel {
    private static final int MOST_STEPS = 8;
    private static final Duration USUAL_TIME = Duration.ofDays(7);
    private static final List<String> USUAL_STEPS = Stream.of(
                    EventType.QUERY_SUBMITTED,
                    EventType.RESULT_VIEWED,
                    EventType.ITEM_SAVED,
                    EventType.CONVERSION_COMPLETED)
            .map(EventType::taxonomyName)
            .toList();

    private final Pool pool;
    private final SignalBitmaps events;
    private final InstantSource clock;

    StepFunnel(@Standby(Use.REPORTS) Pool pool, SignalBitmaps events, InstantSource clock) {
        this.pool = pool;
        this.events = events;
        this.clock = clock;
    }

    /** What takes the steps. */
    enum Unit {
        SESSION,
        CUSTOMER
    }

    /**
     * What is asked for.
     *
     * @param steps names of events, in their order
     * @param within the time from the first step to the last; without it, as long as the session lasts
     */
    record Journey(
            List<String> steps,
            Unit across,
            Optional<Duration> within,
            Optional<String> platform,
            Optional<String> category) {

        /** Reads a caller's parameters, each of which may be {@code null}. */
        static Journey of(
                String steps, String across, String within, String platform, String category, EventTaxonomy events) {
            Optional<Duration> time = Optional.ofNullable(within).map(text -> ReportPeriod.length("within", text));
            Unit unit = across == null ? (time.isPresent() ? Unit.CUSTOMER : Unit.SESSION) : unit(across);
            return new Journey(
                    steps == null ? USUAL_STEPS : steps(steps, events),
                    unit,
                    unit == Unit.CUSTOMER ? time.or(() -> Optional.of(USUAL_TIME)) : time,
                    Optional.ofNullable(platform),
                    Optional.ofNullable(category));
        }

        private static Unit unit(String across) {
            return Arrays.stream(Unit.values())
                    .filter(unit -> unit.name().equalsIgnoreCase(across))
                    .findFirst()
                    .orElseThrow(
                            () -> ApiException.invalid("INVALID_INPUT", "across", "must be `session` or `customer`"));
        }

        private static List<String> steps(String text, EventTaxonomy events) {
            List<String> steps =
                    Stream.of(text.split(",", -1)).map(String::strip).toList();
            Set<String> known = events.all().stream().map(EventDefinition::name).collect(Collectors.toSet());
            if (steps.size() > MOST_STEPS || !known.containsAll(steps)) {
                throw ApiException.invalid(
                        "INVALID_INPUT", "steps", "must be 1 to 8 events of the taxonomy, separated by commas");
            }
            return steps;
        }
    }

    /**
     * What came of it.
     *
     * @param within the time from the first step to the last, in ISO 8601
     * @param completed those that took all steps
     * @param abandoned those that did not, and can't any more: the session has ended, or the time has passed
     * @param underway the rest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String across,
            String within,
            String platform,
            String category,
            List<Reached> steps,
            long completed,
            long abandoned,
            long underway) {}

    /**
     * One step.
     *
     * @param reached how many took it and all steps before
     * @param dropOff how many took the step before, but not this one
     * @param medianSeconds the median time since the step before; of an even number, the shorter of the two in the
     *     middle
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reached(String event, long reached, long dropOff, Double medianSeconds) {}

    Uni<Result> of(ReportPeriod period, Journey journey) {
        return events.upToDate()
                .chain(() -> new StepFunnelStatement(period, journey, clock.instant()).run(pool))
                .map(row -> result(journey, row));
    }

    private static Result result(Journey journey, Row row) {
        List<Reached> steps = new ArrayList<>();
        long before = row.getLong("reached_1");
        for (int i = 1; i <= journey.steps().size(); i++) {
            long reached = row.getLong("reached_" + i);
            Long median = i == 1 ? null : row.getLong("median_" + i);
            steps.add(new Reached(
                    journey.steps().get(i - 1), reached, before - reached, median == null ? null : median / 1e6));
            before = reached;
        }
        long began = row.getLong("reached_1");
        long underway = row.getLong("underway");
        return new Result(
                journey.across().name().toLowerCase(Locale.ROOT),
                journey.within().map(Duration::toString).orElse(null),
                journey.platform().orElse(null),
                journey.category().orElse(null),
                steps,
                before,
                began - before - underway,
                underway);
    }
}
