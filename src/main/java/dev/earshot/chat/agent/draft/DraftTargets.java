package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which parts of a draft some words mean, and the draft without them. */
final class DraftTargets {
    private final TaxonomyIndex taxonomy;
    private final Rule draft;

    DraftTargets(TaxonomyIndex taxonomy, Rule draft) {
        this.taxonomy = taxonomy;
        this.draft = draft;
    }

    static Set<String> ids(MatchResult match) {
        return match.phrases().stream().flatMap(DraftTargets::ids).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Stream<String> ids(Phrase phrase) {
        return phrase.suggestions().stream()
                .map(suggestion -> suggestion.signal().id());
    }

    boolean wants(MatchResult match) {
        Set<String> ids = ids(match);
        return wanted().anyMatch(ids::contains);
    }

    /** Whether each of the phrases is in the draft already. */
    boolean wantsAll(MatchResult match) {
        Set<String> wanted = wanted().collect(Collectors.toSet());
        return match.phrases().stream().allMatch(phrase -> ids(phrase).anyMatch(wanted::contains));
    }

    private Stream<String> wanted() {
        return draft.all().stream().flatMap(group -> group.any().stream()).map(Criterion::signal);
    }

    /** The groups that these words mean: by a signal, or by the name of one. */
    Set<Rule.Group> hit(MatchResult match, String words) {
        Set<String> meant = meant(match, words);
        return draft.all().stream()
                .filter(group -> group.any().stream().map(Criterion::signal).anyMatch(meant::contains))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The draft without what these words mean, wanted or left out. */
    Rule without(MatchResult match, String words) {
        Set<String> meant = meant(match, words);
        return new Rule(
                draft.all().stream()
                        .map(group -> new Rule.Group(without(group.any(), meant)))
                        .filter(group -> !group.any().isEmpty())
                        .toList(),
                without(draft.none(), meant));
    }

    static List<Criterion> without(List<Criterion> criteria, Set<String> ids) {
        return criteria.stream()
                .filter(criterion -> !ids.contains(criterion.signal()))
                .toList();
    }

    /** The draft's signals that these words mean; those that mean the same as they do go with them. */
    private Set<String> meant(MatchResult match, String words) {
        Set<String> ids = ids(match);
        Set<String> meant = draft.signals()
                .filter(id -> ids.contains(id) || isNamed(id, words))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        draft.signals()
                .filter(id -> !meant.contains(id))
                .filter(id -> isAlike(id, ids))
                .forEach(meant::add);
        return meant;
    }

    private boolean isNamed(String id, String words) {
        return taxonomy.find(id)
                .filter(signal -> signal.name().equalsIgnoreCase(words.strip()))
                .isPresent();
    }

    /** Whether a signal means the same as one of these: its name does, or it is told by the same words. */
    boolean isAlike(String id, Set<String> ids) {
        return taxonomy.find(id)
                .filter(signal -> isNamedAlike(signal, ids)
                        || ids.stream()
                                .flatMap(other -> taxonomy.find(other).stream())
                                .anyMatch(other -> other.type() != signal.type()
                                        && !Collections.disjoint(other.keywords(), signal.keywords())))
                .isPresent();
    }

    private boolean isNamedAlike(Signal signal, Set<String> ids) {
        Set<String> named = ids(SignalMatcher.of(taxonomy).match(signal.name()));
        return named.contains(signal.id()) && named.stream().anyMatch(ids::contains);
    }

    /**
     * The draft with only these of the alternatives that they are among; where they are no alternatives, with all of
     * their type gone that these words don't mean.
     */
    Rule only(MatchResult match) {
        Set<String> ids = ids(match);
        if (draft.all().stream().anyMatch(group -> isDivided(group, ids))) {
            return new Rule(
                    draft.all().stream()
                            .map(group -> isDivided(group, ids) ? meant(group, ids) : group)
                            .toList(),
                    draft.none());
        }
        Set<SignalType> types = ids.stream().flatMap(this::type).collect(Collectors.toSet());
        List<Rule.Group> kept = new ArrayList<>();
        for (Rule.Group group : draft.all()) {
            List<Criterion> meant = group.any().stream()
                    .filter(criterion -> ids.contains(criterion.signal()))
                    .toList();
            boolean another = group.any().stream()
                    .flatMap(criterion -> type(criterion.signal()))
                    .noneMatch(types::contains);
            if (!meant.isEmpty()) {
                kept.add(new Rule.Group(meant));
            } else if (another) {
                kept.add(group);
            }
        }
        return new Rule(kept, draft.none());
    }

    /** "Teachers or nurses", where teachers are meant. */
    private static boolean isDivided(Rule.Group group, Set<String> ids) {
        int meant = meant(group, ids).any().size();
        return meant > 0 && meant < group.any().size();
    }

    private static Rule.Group meant(Rule.Group group, Set<String> ids) {
        return new Rule.Group(group.any().stream()
                .filter(criterion -> ids.contains(criterion.signal()))
                .toList());
    }

    /** Interests and purchases are of one type here: both say what people care about. */
    private Stream<SignalType> type(String id) {
        return taxonomy.find(id).stream().map(signal -> type(signal));
    }

    static SignalType type(Signal signal) {
        return signal.type() == SignalType.TRANSACTION ? SignalType.INTEREST : signal.type();
    }
}
