package dev.earshot.chat.agent.model;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.rules.SignalProposals;
import dev.earshot.taxonomy.Signal;
import java.util.HashMap;
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

    synchronized void propose(Rule asked) {
        rule = asked;
        proposed = true;
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
                .limit(SignalProposals.MOST);
    }

    synchronized String reason(String id) {
        return reasons.getOrDefault(id, "");
    }
}
