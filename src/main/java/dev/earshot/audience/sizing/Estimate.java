package dev.earshot.audience.sizing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.audience.Criterion;
import dev.earshot.audience.RuleWarning;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The size of an audience.
 *
 * @param count customers who fulfil the rule
 * @param universe customers who showed any signal or caused any event
 * @param perSignal each signal that the rule names, in its order
 * @param perCriterion each criterion of the rule, in its order
 * @param warnings what the planner should know of the rule; absent if there is nothing
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Estimate(
        long count,
        long universe,
        List<PerSignal> perSignal,
        List<PerCriterion> perCriterion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RuleWarning> warnings) {

    /**
     * What one signal does to the size.
     *
     * @param id the signal's id
     * @param count customers that showed it as the rule asks for it
     * @param without the audience's size without this signal
     */
    public record PerSignal(String id, long count, long without) {}

    /**
     * What one criterion does to the size.
     *
     * @param criterion as the rule has it
     * @param count customers that fulfil it
     * @param without the audience's size without this criterion
     */
    public record PerCriterion(Criterion criterion, long count, long without) {}

    public Estimate {
        perSignal = List.copyOf(perSignal);
        perCriterion = List.copyOf(perCriterion);
        warnings = List.copyOf(warnings);
    }
}
