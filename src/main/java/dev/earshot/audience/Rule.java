package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The definition of an audience: customers that showed at least one signal of every group and none of those excluded. A
 * rule that only excludes matches all other customers; an empty rule matches none.
 *
 * <p>{@code
 * {"all":[{"any":["loc_ca"]},{"any":["int_hiking",{"signal":"trans_hiking","within":"P30D"}]}],"none":["demo_student"]}}
 *
 * @param all groups of signals; one of each must have been shown
 * @param none signals that exclude
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Rule(List<Group> all, List<Criterion> none) {
    /** Most criteria of a rule. */
    public static final int MOST_CRITERIA = 60;

    /** Most groups of a rule. */
    public static final int MOST_GROUPS = 20;

    /** The empty rule. */
    public static final Rule EMPTY = new Rule(List.of(), List.of());

    /** One condition: any of these signals. A group without signals matches no customer. */
    public record Group(List<Criterion> any) {
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

    /** All criteria, required and excluded, in order. */
    public Stream<Criterion> criteria() {
        return Stream.concat(all.stream().flatMap(group -> group.any().stream()), none.stream());
    }

    /** The ids of all signals in it, required or excluded. */
    public Stream<String> signals() {
        return criteria().map(Criterion::signal);
    }

    /** The same rule without this signal; a group of nothing else is removed. */
    public Rule without(String signal) {
        return new Rule(
                all.stream()
                        .filter(group -> !group.any().stream()
                                        .allMatch(
                                                criterion -> criterion.signal().equals(signal))
                                || group.any().isEmpty())
                        .map(group -> new Group(without(group.any(), signal)))
                        .toList(),
                without(none, signal));
    }

    private static List<Criterion> without(List<Criterion> criteria, String signal) {
        return criteria.stream()
                .filter(criterion -> !criterion.signal().equals(signal))
                .toList();
    }
}
