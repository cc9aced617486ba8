package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who belongs to an audience: whoever showed at least one signal of every group, and none of those excluded.
 *
 * <p>{@code {"all":[{"any":["loc_ca"]},{"any":["trans_hiking","int_hiking"]}],"none":["demo_student"]}}
 *
 * @param all groups of signal ids, of each of which one must have been shown
 * @param none signal ids that exclude
 */
public record Rule(List<Group> all, List<String> none) {
    /** The rule that says nothing. */
    public static final Rule EMPTY = new Rule(List.of(), List.of());

    /** One condition: any of these signals. */
    public record Group(List<String> any) {
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

    /** Every signal that it names, wanted or excluded. */
    public Stream<String> signals() {
        return Stream.concat(all.stream().flatMap(group -> group.any().stream()), none.stream());
    }
}
