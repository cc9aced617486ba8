package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which parts of a draft some words mean, and the draft without them or with others in their place. */
final class DraftTargets {
    private static final Set<String> OF_A_FAMILY = Set.of("Household", "Life Stage");

    private final TaxonomyIndex taxonomy;
    private final Rule draft;

    DraftTargets(TaxonomyIndex taxonomy, Rule draft) {
        this.taxonomy = taxonomy;
        this.draft = draft;
    }

    static Set<String> ids(MatchResult match) {
        return match.phrases().stream().flatMap(DraftTargets::ids).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> ids(Phrase phrase) {
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

    private static List<Criterion> without(List<Criterion> criteria, Set<String> ids) {
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

    private boolean isAlike(String id, Set<String> ids) {
        return taxonomy.find(id)
                .map(signal -> ids(SignalMatcher.of(taxonomy).match(signal.name())))
                .filter(names -> names.contains(id) && names.stream().anyMatch(ids::contains))
                .isPresent();
    }

    /** The draft with all of one type gone that these words don't mean. */
    Rule only(MatchResult match) {
        Set<String> ids = ids(match);
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

    /** Interests and purchases are of one type here: both say what people care about. */
    private Stream<SignalType> type(String id) {
        return taxonomy.find(id).stream().map(signal -> type(signal));
    }

    private static SignalType type(Signal signal) {
        return signal.type() == SignalType.TRANSACTION ? SignalType.INTEREST : signal.type();
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
            if (type(signal) == SignalType.INTEREST && kin.size() > 1) {
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
        if (type(one) != type(other)) {
            return false;
        }
        return one.type() != SignalType.DEMOGRAPHIC || kind(one).equals(kind(other));
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
        return new Rule(all.stream().distinct().limit(Rule.MOST_GROUPS).toList(), draft.none());
    }

    /** The same where of a group of alternatives only these are gone. */
    Rule replaced(MatchResult match, Set<Rule.Group> gone, Set<String> old) {
        List<Rule.Group> all = new ArrayList<>();
        Set<Rule.Group> whole = new LinkedHashSet<>();
        boolean joined = false;
        for (Rule.Group group : draft.all()) {
            List<Criterion> rest = without(group.any(), alike(group, old));
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
        return joined ? changed : new DraftTargets(taxonomy, changed).replaced(match, whole);
    }

    private Set<String> alike(Rule.Group group, Set<String> ids) {
        return group.any().stream()
                .map(Criterion::signal)
                .filter(id -> ids.contains(id) || isAlike(id, ids))
                .collect(Collectors.toSet());
    }

    private static List<Rule.Group> groups(MatchResult match) {
        return match.phrases().stream()
                .filter(phrase -> !phrase.negated())
                .map(phrase ->
                        new Rule.Group(ids(phrase).distinct().map(Criterion::of).toList()))
                .toList();
    }

    /** What takes the place of something recent must be as recent. */
    private static List<Rule.Group> timed(List<Rule.Group> fresh, Rule.Group old) {
        Criterion model = old.any().get(0);
        return model.isPlain()
                ? fresh
                : fresh.stream()
                        .map(group -> new Rule.Group(group.any().stream()
                                .map(criterion -> new Criterion(criterion.signal(), model.within(), model.atLeast()))
                                .toList()))
                        .toList();
    }

    /** "Used, not new": what the new word means in place of the old one in the name of something drafted. */
    Optional<MatchResult> inContext(String old, String fresh) {
        return draft.signals()
                .flatMap(id -> taxonomy.find(id).stream())
                .flatMap(DraftTargets::names)
                .filter(name -> hasWord(name, old))
                .map(name -> (" " + name.toLowerCase(Locale.ROOT) + " ")
                        .replace(" " + old.toLowerCase(Locale.ROOT) + " ", " " + fresh + " ")
                        .strip())
                .map(SignalMatcher.of(taxonomy)::match)
                .filter(match -> !match.isEmpty() && draft.signals().noneMatch(ids(match)::contains))
                .findFirst();
    }

    /** The groups with a signal in whose name this word is. */
    Set<Rule.Group> naming(String word) {
        return draft.all().stream()
                .filter(group -> group.any().stream()
                        .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                        .flatMap(DraftTargets::names)
                        .anyMatch(name -> hasWord(name, word)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> names(Signal signal) {
        return Stream.concat(Stream.of(signal.name()), signal.keywords().stream());
    }

    private static boolean hasWord(String name, String word) {
        return (" " + name.toLowerCase(Locale.ROOT) + " ")
                .contains(" " + word.toLowerCase(Locale.ROOT).strip() + " ");
    }
}
