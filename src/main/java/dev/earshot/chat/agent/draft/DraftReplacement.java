package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.answer.SignalNames;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A draft with what some words mean in the place of a part of it. */
final class DraftReplacement {
    private static final Set<String> OF_A_FAMILY =
            Set.of("Household", "Life Stage", "Relationship", "Family", "Parenthood");
    private static final Pattern FAMILY_ROLE = Pattern.compile("parent|Parent|Expecting|Famil");

    private final TaxonomyIndex taxonomy;
    private final Rule draft;
    private final DraftTargets targets;

    private final SignalNames names;

    DraftReplacement(TaxonomyIndex taxonomy, Language language, Rule draft) {
        this(taxonomy, new SignalNames(taxonomy, language), draft);
    }

    private DraftReplacement(TaxonomyIndex taxonomy, SignalNames names, Rule draft) {
        this.taxonomy = taxonomy;
        this.names = names;
        this.draft = draft;
        this.targets = new DraftTargets(taxonomy, draft);
    }

    /** The groups of the same kind as what these words mean: places for a place, ages for an age. */
    Set<Rule.Group> sameKind(MatchResult match, List<Rule.Group> last) {
        Set<Rule.Group> same = new LinkedHashSet<>();
        for (Phrase phrase : match.phrases()) {
            Signal signal = phrase.suggestions().get(0).signal();
            List<Rule.Group> kin = draft.all().stream()
                    .filter(group -> group.any().stream()
                            .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                            .anyMatch(other -> isSameKind(other, signal)))
                    .toList();
            if (DraftTargets.type(signal) == SignalType.INTEREST && kin.size() > 1) {
                kin = kin.stream()
                        .filter(last::contains)
                        .reduce((first, second) -> second)
                        .map(List::of)
                        .orElse(List.of(kin.get(kin.size() - 1)));
            }
            same.addAll(kin);
        }
        return same;
    }

    private static boolean isSameKind(Signal one, Signal other) {
        if (isOfAFamily(one) && isOfAFamily(other)) {
            return true;
        }
        if (one.type() != SignalType.DEMOGRAPHIC && isOfAFamily(one) != isOfAFamily(other)
                || DraftTargets.type(one) != DraftTargets.type(other)) {
            return false;
        }
        return one.type() != SignalType.DEMOGRAPHIC || kind(one).equals(kind(other));
    }

    /** Being a parent is a trait and an interest. */
    private static boolean isOfAFamily(Signal signal) {
        return signal.path().stream().anyMatch(tier -> FAMILY_ROLE.matcher(tier).find());
    }

    private static String kind(Signal signal) {
        String tier =
                signal.path().size() < 2 ? "" : signal.path().get(signal.path().size() - 2);
        return OF_A_FAMILY.contains(tier) ? "family" : tier;
    }

    /** The draft with these groups gone and what the words mean in their place. */
    Rule replaced(MatchResult match, Set<Rule.Group> gone) {
        List<Rule.Group> fresh = groups(match);
        List<Rule.Group> all = new ArrayList<>();
        boolean placed = false;
        for (Rule.Group group : draft.all()) {
            if (!gone.contains(group)) {
                all.add(group);
            } else if (!placed) {
                all.addAll(timed(fresh, group));
                placed = true;
            }
        }
        if (!placed) {
            all.addAll(fresh);
        }
        return new Rule(all.stream().distinct().toList(), draft.none());
    }

    /** The same where of a group of alternatives only these are gone. */
    Rule replaced(MatchResult match, Set<Rule.Group> gone, Set<String> old) {
        List<Rule.Group> all = new ArrayList<>();
        Set<Rule.Group> whole = new LinkedHashSet<>();
        boolean joined = false;
        for (Rule.Group group : draft.all()) {
            List<Criterion> rest = DraftTargets.without(group.any(), alike(group, old));
            if (!gone.contains(group)
                    || rest.isEmpty()
                    || rest.size() == group.any().size()) {
                all.add(group);
                if (gone.contains(group)) {
                    whole.add(group);
                }
            } else {
                List<Criterion> any = new ArrayList<>(rest);
                groups(match).forEach(fresh -> any.addAll(fresh.any()));
                all.add(new Rule.Group(any.stream().distinct().toList()));
                joined = true;
            }
        }
        Rule changed = new Rule(all, draft.none());
        return joined ? changed : new DraftReplacement(taxonomy, names, changed).replaced(match, whole);
    }

    private Set<String> alike(Rule.Group group, Set<String> ids) {
        return group.any().stream()
                .map(Criterion::signal)
                .filter(id -> ids.contains(id) || targets.isAlike(id, ids))
                .collect(Collectors.toSet());
    }

    /** What the words mean as a draft of its own, in which alternatives share a group. */
    private List<Rule.Group> groups(MatchResult match) {
        return new DraftEditor(taxonomy, Rule.EMPTY, DraftCommand.ADD)
                .apply(match, List.of())
                .all();
    }

    /** What takes the place of something recent must be as recent. */
    private static List<Rule.Group> timed(List<Rule.Group> fresh, Rule.Group old) {
        Criterion model = old.any().get(0);
        return model.isPlain()
                ? fresh
                : fresh.stream()
                        .map(group -> new Rule.Group(group.any().stream()
                                .map(criterion -> criterion.timed(model.within(), model.atLeast()))
                                .toList()))
                        .toList();
    }

    /** "Used, not new": what the new word means in place of the old one in the name of something drafted. */
    Optional<MatchResult> inContext(String old, String fresh) {
        return draft.signals()
                .flatMap(id -> taxonomy.find(id).stream())
                .flatMap(this::names)
                .filter(name -> hasWord(name, old))
                .map(name -> (" " + name.toLowerCase(Locale.ROOT) + " ")
                        .replace(" " + old.toLowerCase(Locale.ROOT) + " ", " " + fresh + " ")
                        .strip())
                .map(SignalMatcher.of(taxonomy)::match)
                .filter(match -> !match.isEmpty() && draft.signals().noneMatch(DraftTargets.ids(match)::contains))
                .findFirst();
    }

    /** The groups with a signal in whose name this word is. */
    Set<Rule.Group> naming(String word) {
        return draft.all().stream()
                .filter(group -> group.any().stream()
                        .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                        .flatMap(this::names)
                        .anyMatch(name -> hasWord(name, word)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<String> names(Signal signal) {
        return Stream.concat(Stream.of(signal.name(), names.name(signal)), signal.keywords().stream());
    }

    private static boolean hasWord(String name, String word) {
        return (" " + name.toLowerCase(Locale.ROOT) + " ")
                .contains(" " + word.toLowerCase(Locale.ROOT).strip() + " ");
    }
}
