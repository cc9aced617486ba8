package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalSuggestion;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes a draft rule as one prompt asks for. Used once for each prompt; nothing in it waits or remembers. */
public final class DraftEditor {
    private final TaxonomyIndex taxonomy;
    private final DraftCommand command;
    private final List<List<Criterion>> all = new ArrayList<>();
    private final Set<Criterion> none;
    private boolean full;
    /** The groups that this prompt has put something into. */
    private final Set<List<Criterion>> touched = Collections.newSetFromMap(new IdentityHashMap<>());

    DraftEditor(TaxonomyIndex taxonomy, Rule before, DraftCommand command) {
        this.taxonomy = taxonomy;
        this.command = command;
        Rule known = known(before, taxonomy);
        known.all().forEach(group -> all.add(new ArrayList<>(group.any())));
        none = new LinkedHashSet<>(known.none());
    }

    /**
     * The draft after this prompt.
     *
     * @param bought what nobody in it may have bought
     */
    Rule apply(MatchResult match, List<Criterion> bought) {
        boolean scoped = match.phrases().stream().anyMatch(Phrase::negated);
        Phrase before = null;
        for (Phrase phrase : match.phrases()) {
            apply(phrase, before, scoped);
            before = phrase.negated() ? before : phrase;
        }
        exclude(bought);
        all.removeIf(List::isEmpty);
        return new Rule(all.stream().map(Rule.Group::new).toList(), List.copyOf(none));
    }

    /** Whether the prompt asked for more than a rule can hold; what came last was left out. */
    boolean isFull() {
        return full;
    }

    /** @param scoped the words themselves say what of it is excluded */
    private void apply(Phrase phrase, Phrase before, boolean scoped) {
        List<Criterion> criteria = phrase.suggestions().stream()
                .map(suggestion -> criterion(phrase, suggestion.signal()))
                .toList();
        List<String> ids = criteria.stream().map(Criterion::signal).toList();
        if (phrase.negated() || (command == DraftCommand.EXCLUDE && !scoped)) {
            exclude(criteria);
        } else {
            drop(ids, List.of(none));
            include(phrase, criteria, before);
        }
    }

    /** Only what people do happens at a time: being a woman, or from Texas, doesn't. */
    private static Criterion criterion(Phrase phrase, Signal signal) {
        boolean happens = signal.type() == SignalType.INTEREST || signal.type() == SignalType.TRANSACTION;
        return happens
                ? new SignalCriterion(
                        signal.id(), phrase.when().within(), phrase.when().atLeast())
                : Criterion.of(signal.id());
    }

    private void exclude(List<Criterion> criteria) {
        List<String> ids = criteria.stream().map(Criterion::signal).toList();
        boolean everything = criteria.stream().allMatch(Criterion::isPlain);
        if (everything) {
            drop(ids, all);
        }
        drop(ids, List.of(none));
        criteria.forEach(criterion -> add(criterion, none));
    }

    private static void drop(List<String> ids, List<? extends Collection<Criterion>> from) {
        from.forEach(criteria -> criteria.removeIf(criterion -> ids.contains(criterion.signal())));
    }

    /**
     * A customer lives in one state and has one age, so alternatives of one kind are joined by "or" even where the
     * planner wrote "and".
     */
    private void include(Phrase phrase, List<Criterion> criteria, Phrase before) {
        Optional<List<Criterion>> kin = all.stream()
                .filter(group -> group.stream().anyMatch(known -> isAlternative(known.signal(), best(phrase))))
                .filter(group -> isOneOrTheOther(best(phrase)) || phrase.alternative() || !touched.contains(group))
                .findFirst();
        boolean apart = command == DraftCommand.ONLY || command == DraftCommand.REQUIRE;
        if (apart && !isOneOrTheOther(best(phrase))) {
            kin = kin.filter(touched::contains);
        } else if (command == DraftCommand.ONLY && kin.isPresent() && !touched.contains(kin.get())) {
            kin.get().clear();
        }
        criteria.stream().filter(criterion -> !criterion.isPlain()).forEach(this::tighten);
        List<Criterion> fresh = criteria.stream()
                .filter(criterion -> all.stream().noneMatch(any -> names(any, criterion.signal())))
                .toList();
        if (!fresh.isEmpty()) {
            kin.or(() -> sameThing(criteria))
                    .or(() -> joinedByOr(phrase, before))
                    .or(this::another)
                    .ifPresent(group -> {
                        touched.add(group);
                        fresh.forEach(criterion -> add(criterion, group));
                    });
        }
    }

    /** Of which a person has one only: an age, a gender, a place. Homeowners may well have children. */
    private static boolean isOneOrTheOther(Signal signal) {
        return signal.type() == SignalType.LOCATION
                || signal.name().chars().anyMatch(Character::isDigit)
                || signal.path().contains("Gender");
    }

    /** The group that holds one of them already: more of the same thing is an alternative, not a further condition. */
    private Optional<List<Criterion>> sameThing(List<Criterion> criteria) {
        return all.stream()
                .filter(group -> names(group, criteria.get(0).signal()))
                .findFirst();
    }

    /** One group more, if there may be. */
    private Optional<List<Criterion>> another() {
        if (all.stream().filter(group -> !group.isEmpty()).count() >= Rule.MOST_GROUPS) {
            full = true;
            return Optional.empty();
        }
        List<Criterion> group = new ArrayList<>();
        all.add(group);
        return Optional.of(group);
    }

    private void add(Criterion criterion, Collection<Criterion> criteria) {
        if (none.size() + all.stream().mapToInt(List::size).sum() < Rule.MOST_CRITERIA) {
            criteria.add(criterion);
        } else if (!criteria.contains(criterion)) {
            full = true;
        }
    }

    private Optional<List<Criterion>> joinedByOr(Phrase phrase, Phrase before) {
        return before == null || !phrase.alternative()
                ? Optional.empty()
                : all.stream().filter(group -> names(group, best(before).id())).findFirst();
    }

    /** A time that is said later holds for a signal that the draft has already. */
    private void tighten(Criterion timed) {
        all.forEach(group ->
                group.replaceAll(known -> known.signal().equals(timed.signal()) && known.isPlain() ? timed : known));
    }

    private static boolean names(List<Criterion> group, String id) {
        return group.stream().anyMatch(criterion -> criterion.signal().equals(id));
    }

    private boolean isAlternative(String id, Signal signal) {
        return taxonomy.find(id)
                .filter(known -> known.type() == signal.type())
                .filter(known -> signal.type() == SignalType.LOCATION
                        || (signal.type() == SignalType.DEMOGRAPHIC
                                && above(known).equals(above(signal))))
                .isPresent();
    }

    private static List<String> above(Signal signal) {
        return signal.path().subList(0, Math.max(0, signal.path().size() - 1));
    }

    private static Signal best(Phrase phrase) {
        return phrase.suggestions().get(0).signal();
    }

    /** The draft without what the taxonomy doesn't know: signals may have been retired since it was made. */
    public static Rule known(Rule draft, TaxonomyIndex taxonomy) {
        return new Rule(
                draft.all().stream()
                        .map(group -> new Rule.Group(known(group.any(), taxonomy)))
                        .filter(group -> !group.any().isEmpty())
                        .toList(),
                known(draft.none(), taxonomy));
    }

    /** What that takes out, by name, as a planner is told of it; empty if nothing. */
    public static String retired(Rule draft, TaxonomyIndex taxonomy, Language language) {
        String names = draft.signals()
                .distinct()
                .filter(id -> taxonomy.find(id).isEmpty())
                .map(id -> taxonomy.retired(id).map(Signal::name).orElse(id))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : ReplyTexts.in(language).text("draft.retired", names) + "\n\n";
    }

    /** Says that a change was not made because a rule can't hold what it would bring. */
    public static String tooLarge(Language language) {
        return ReplyTexts.in(language).text("draft.toolarge", Rule.MOST_GROUPS, Rule.MOST_CRITERIA);
    }

    private static List<Criterion> known(List<Criterion> criteria, TaxonomyIndex taxonomy) {
        return criteria.stream()
                .filter(criterion -> criterion.signal().isEmpty()
                        || taxonomy.find(criterion.signal()).isPresent())
                .distinct()
                .toList();
    }

    /** What the prompt asks to include, the best first. */
    public static Stream<SignalSuggestion> included(MatchResult match, int most) {
        return match.suggestions(most).stream().filter(suggestion -> !suggestion.negated());
    }
}
