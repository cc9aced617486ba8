package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The definition of an audience: customers that fulfil at least one criterion of every group and none of those
 * excluded. A rule that only excludes matches all other customers; an empty rule matches none.
 *
 * <p>{@code
 * {"all":[{"any":["loc_ca"]},{"any":["int_hiking",{"signal":"trans_hiking","within":"P30D"}]}],"none":["demo_student"]}}
 *
 * @param all groups of criteria; one of each must be fulfilled
 * @param none criteria that exclude
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Rule(
        @JsonSetter(contentNulls = Nulls.FAIL) List<Group> all,
        @JsonSetter(contentNulls = Nulls.FAIL) List<Criterion> none) {
    /** Most criteria of a rule. */
    public static final int MOST_CRITERIA = 60;

    /** Most groups of a rule. */
    public static final int MOST_GROUPS = 20;

    /** The empty rule. */
    public static final Rule EMPTY = new Rule(List.of(), List.of());

    /** One condition: any of these criteria. A group without criteria matches no customer. */
    public record Group(
            @JsonSetter(contentNulls = Nulls.FAIL) List<Criterion> any) {
        public Group {
            any = any == null ? List.of() : List.copyOf(any);
        }
    }

    public Rule {
        all = all == null ? List.of() : List.copyOf(all);
        none = none == null ? List.of() : List.copyOf(none);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return all.isEmpty() && none.isEmpty();
    }

    /** Whether it has no more groups and criteria than a rule may have. */
    public boolean fits() {
        return all.size() <= MOST_GROUPS && criteria().count() <= MOST_CRITERIA;
    }

    /** All criteria, required and excluded, in order. */
    public Stream<Criterion> criteria() {
        return Stream.concat(all.stream().flatMap(group -> group.any().stream()), none.stream());
    }

    /** The ids of all signals in it, required or excluded. */
    public Stream<String> signals() {
        return criteria().map(Criterion::signal).filter(signal -> signal == null || !signal.isEmpty());
    }

    /** The ids of its signals and the names of its events. */
    Stream<String> names() {
        Stream<String> events = criteria().flatMap(criterion -> {
            if (criterion instanceof EventCriterion event) {
                return Stream.of(event.event());
            }
            return criterion instanceof SequenceCriterion sequence
                    ? sequence.steps().stream().map(step -> step.what().event())
                    : Stream.empty();
        });
        return Stream.concat(signals(), events);
    }

    /** The same rule without this signal; a group of nothing else is removed. */
    public Rule without(String signal) {
        return without((Criterion criterion) -> criterion.signal().equals(signal));
    }

    /** The same rule without this criterion; a group of nothing else is removed. */
    public Rule without(Criterion criterion) {
        return without(criterion::equals);
    }

    private Rule without(Predicate<Criterion> gone) {
        return new Rule(
                all.stream()
                        .filter(group ->
                                group.any().isEmpty() || !group.any().stream().allMatch(gone))
                        .map(group -> new Group(rest(group.any(), gone)))
                        .toList(),
                rest(none, gone));
    }

    private static List<Criterion> rest(List<Criterion> criteria, Predicate<Criterion> gone) {
        return criteria.stream().filter(gone.negate()).toList();
    }
}
