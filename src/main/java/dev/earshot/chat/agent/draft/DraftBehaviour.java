package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SequenceCriterion.Happening;
import dev.earshot.audience.SequenceCriterion.Step;
import dev.earshot.chat.agent.draft.BehaviourReader.Behaviour;
import dev.earshot.chat.agent.draft.BehaviourReader.Chain;
import dev.earshot.chat.agent.draft.BehaviourScope.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies to a draft what customers did, or did not do. What a rule cannot say is left out, and noted. */
final class DraftBehaviour {
    private final List<Rule.Group> all;
    private final Set<Criterion> none;
    private final List<String> unsure = new ArrayList<>();

    DraftBehaviour(Rule draft, Behaviour behaviour) {
        Rule rest = behaviour.takenFrom(draft);
        all = new ArrayList<>(rest.all());
        none = new LinkedHashSet<>(rest.none());
        for (Chain chain : behaviour.chains()) {
            boolean applied = chain.scope() != Kind.UNSURE
                    && (chain.excluded() ? exclude(chain.deeds()) : require(chain.deeds()));
            if (!applied) {
                unsure.add(chain.words());
            }
        }
    }

    /** Possibly more than a rule holds. */
    Rule draft() {
        return new Rule(all, List.copyOf(none));
    }

    /** The words that were left out. */
    List<String> unsure() {
        return unsure;
    }

    /** Alternatives of what was done and what was not are no rule. */
    private boolean require(List<Deed> deeds) {
        for (int at = 1; at < deeds.size(); at++) {
            if (deeds.get(at).or() && deeds.get(at).done() != deeds.get(at - 1).done()) {
                return false;
            }
        }
        List<Criterion> group = new ArrayList<>();
        for (Deed deed : deeds) {
            if (!deed.done()) {
                none.add(deed.criterion());
                continue;
            }
            if (!deed.or() && !group.isEmpty()) {
                all.add(new Rule.Group(group));
                group = new ArrayList<>();
            }
            group.add(deed.criterion());
        }
        if (!group.isEmpty()) {
            all.add(new Rule.Group(group));
        }
        return true;
    }

    /** An exclusion is a union; deeds that only count together are excluded as a sequence, if they can be one. */
    private boolean exclude(List<Deed> deeds) {
        if (deeds.size() == 1 && !deeds.get(0).done()) {
            all.add(new Rule.Group(List.of(deeds.get(0).criterion())));
            return true;
        }
        if (deeds.stream().skip(1).allMatch(Deed::or) && deeds.stream().allMatch(Deed::done)) {
            deeds.forEach(deed -> none.add(deed.criterion()));
            return true;
        }
        Optional<Criterion> sequence = sequence(deeds);
        sequence.ifPresent(none::add);
        return sequence.isPresent();
    }

    private static Optional<Criterion> sequence(List<Deed> deeds) {
        boolean isOne = deeds.get(0).done()
                && deeds.size() <= SequenceCriterion.MOST_STEPS
                && deeds.stream()
                        .allMatch(deed -> deed.atLeast() == 1
                                && (deed.within().equals(deeds.get(0).within())
                                        || deed.within().equals(Criterion.EVER) && !deed.done()))
                && deeds.stream().skip(1).allMatch(deed -> !deed.or() && (deed.then() || !deed.done()));
        return isOne
                ? Optional.of(new SequenceCriterion(deeds.stream()
                        .map(deed -> step(deed, deed == deeds.get(0)))
                        .toList()))
                : Optional.empty();
    }

    private static Step step(Deed deed, boolean first) {
        return new Step(
                deed.done() ? deed.event() : null,
                deed.done() ? null : new Happening(deed.event(), Map.of()),
                first ? deed.within() : Criterion.EVER,
                Map.of());
    }
}
