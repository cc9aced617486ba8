package dev.earshot.audience;

import dev.earshot.taxonomy.TaxonomyIndex;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a planner should know of a rule that works.
 *
 * @param code for programs: {@code SIGNAL_RETIRED}
 * @param signal the id of the signal that it is about
 * @param name what that is called, or was
 * @param detail the same as a sentence
 */
@RegisterForReflection
public record RuleWarning(String code, String signal, String name, String detail) {

    public static List<RuleWarning> of(Rule rule, TaxonomyIndex taxonomy) {
        return rule.signals()
                .distinct()
                .filter(id -> taxonomy.find(id).isEmpty())
                .flatMap(id -> taxonomy.retired(id).stream())
                .map(signal -> new RuleWarning(
                        "SIGNAL_RETIRED",
                        signal.id(),
                        signal.name(),
                        "%s (%s) was retired from the taxonomy; the rule still counts it as it was"
                                .formatted(signal.name(), signal.id())))
                .toList();
    }
}
