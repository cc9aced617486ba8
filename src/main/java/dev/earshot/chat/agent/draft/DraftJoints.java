package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a draft asks for all of some things or for any of them. */
final class DraftJoints {
    private final TaxonomyIndex taxonomy;
    private final Rule draft;

    DraftJoints(TaxonomyIndex taxonomy, Rule draft) {
        this.taxonomy = taxonomy;
        this.draft = draft;
    }

    /** The draft with the alternatives that are meant as conditions of their own; the latest ones if none is named. */
    Rule allOf(MatchResult named) {
        Set<String> ids = DraftTargets.ids(named);
        List<Rule.Group> several = draft.all().stream()
                .filter(group -> things(group).size() > 1)
                .filter(group -> isAction(group))
                .toList();
        Optional<Rule.Group> meant = several.stream()
                .filter(group -> group.any().stream().map(Criterion::signal).anyMatch(ids::contains))
                .findFirst()
                .or(() -> several.stream().reduce((first, second) -> second));
        return meant.map(group -> replaced(group, things(group))).orElse(draft);
    }

    /** The draft with the conditions that are meant as alternatives; the latest two if none is named. */
    Rule anyOf(MatchResult named) {
        Set<String> ids = DraftTargets.ids(named);
        List<Rule.Group> actions = draft.all().stream().filter(this::isAction).toList();
        List<Rule.Group> meant = actions.stream()
                .filter(group -> group.any().stream().map(Criterion::signal).anyMatch(ids::contains))
                .toList();
        List<Rule.Group> joined =
                meant.size() > 1 ? meant : actions.subList(Math.max(0, actions.size() - 2), actions.size());
        return joined.size() < 2 ? draft : merged(joined, List.of());
    }

    /** The draft with these as alternatives to the latest condition of their kind. */
    Rule alternative(MatchResult match) {
        Set<SignalType> types = new HashSet<>();
        List<Criterion> fresh = new ArrayList<>();
        match.phrases().stream().filter(phrase -> !phrase.negated()).forEach(phrase -> {
            types.add(DraftTargets.type(phrase.suggestions().get(0).signal()));
            criteria(phrase).forEach(fresh::add);
        });
        Optional<Rule.Group> kin = draft.all().stream()
                .filter(group -> group.any().stream()
                        .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                        .anyMatch(signal -> types.contains(DraftTargets.type(signal))))
                .reduce((first, second) -> second);
        return kin.map(group -> merged(List.of(group), fresh)).orElseGet(() -> merged(List.of(), fresh));
    }

    private static Stream<Criterion> criteria(Phrase phrase) {
        return DraftTargets.ids(phrase).distinct().map(Criterion::of);
    }

    /** The draft with these groups, and these criteria, in the place of the first of them. */
    private Rule merged(List<Rule.Group> groups, List<Criterion> more) {
        Set<Criterion> any = new LinkedHashSet<>();
        groups.forEach(group -> any.addAll(group.any()));
        any.addAll(more);
        List<Rule.Group> all = new ArrayList<>(draft.all());
        int at = groups.isEmpty() ? all.size() : all.indexOf(groups.get(0));
        all.removeAll(groups);
        all.add(at, new Rule.Group(List.copyOf(any)));
        return new Rule(all, draft.none());
    }

    private Rule replaced(Rule.Group group, List<Rule.Group> parts) {
        List<Rule.Group> all = new ArrayList<>();
        draft.all().forEach(each -> all.addAll(each.equals(group) ? parts : List.of(each)));
        return new Rule(all, draft.none());
    }

    /** What people like or buy: no one lives in two places or has two ages. */
    private boolean isAction(Rule.Group group) {
        return group.any().stream()
                .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                .allMatch(signal -> DraftTargets.type(signal) == SignalType.INTEREST);
    }

    /** The criteria of a group by what they mean: an interest in dogs and dog food are one thing, cats another. */
    private List<Rule.Group> things(Rule.Group group) {
        List<Set<String>> meanings = new ArrayList<>();
        List<List<Criterion>> things = new ArrayList<>();
        for (Criterion criterion : group.any()) {
            Set<String> meaning = meaning(criterion.signal());
            int at = 0;
            while (at < things.size() && meanings.get(at).stream().noneMatch(meaning::contains)) {
                at++;
            }
            if (at == things.size()) {
                things.add(new ArrayList<>());
                meanings.add(new HashSet<>());
            }
            things.get(at).add(criterion);
            meanings.get(at).addAll(meaning);
        }
        return things.stream().map(Rule.Group::new).toList();
    }

    private Set<String> meaning(String id) {
        Set<String> meaning = new HashSet<>(Set.of(id));
        taxonomy.find(id)
                .ifPresent(signal -> meaning.addAll(
                        DraftTargets.ids(SignalMatcher.of(taxonomy).match(signal.name()))));
        return meaning;
    }
}
