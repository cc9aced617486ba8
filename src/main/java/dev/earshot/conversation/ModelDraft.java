package dev.earshot.conversation;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.signal.Signal;
import dev.earshot.signal.TaxonomyIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rule that a model works on during one answer, and why it came upon each signal. */
final class ModelDraft {
    private final Map<String, String> reasons = new HashMap<>();
    private Rule rule;
    private boolean proposed;

    ModelDraft(Rule before) {
        rule = before;
    }

    synchronized void found(Map<Signal, String> signals) {
        signals.forEach((signal, reason) -> reasons.putIfAbsent(signal.id(), reason));
    }

    /** Takes the rule over, without what the taxonomy doesn't know. */
    synchronized Rule propose(Rule asked, TaxonomyIndex taxonomy) {
        rule = new Rule(
                asked.all().stream()
                        .map(group -> new Rule.Group(known(group.any(), taxonomy)))
                        .filter(group -> !group.any().isEmpty())
                        .toList(),
                known(asked.none(), taxonomy));
        proposed = true;
        return rule;
    }

    private static List<Criterion> known(List<Criterion> criteria, TaxonomyIndex taxonomy) {
        return criteria.stream()
                .filter(criterion -> taxonomy.find(criterion.signal()).isPresent())
                .distinct()
                .toList();
    }

    synchronized Rule rule() {
        return rule;
    }

    synchronized boolean isProposed() {
        return proposed;
    }

    /** The signals that the rule wants, at most as many as are shown. */
    synchronized Stream<String> wanted() {
        return rule.all().stream()
                .flatMap(group -> group.any().stream())
                .map(Criterion::signal)
                .distinct()
                .limit(Proposing.MOST);
    }

    synchronized String reason(String id) {
        return reasons.getOrDefault(id, "");
    }
}
