package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.act.DraftPart;
import dev.earshot.chat.agent.act.WindowReader;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Drafts without a part that is named as such, "the exclusions", "the last one", or with other times. */
final class DraftParts {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    private DraftParts() {}

    /** @param last the groups that the latest change brought */
    static Rule without(Rule draft, DraftPart part, TaxonomyIndex taxonomy, List<Rule.Group> last) {
        return switch (part) {
            case ALL -> Rule.EMPTY;
            case EXCLUSIONS -> new Rule(draft.all(), List.of());
            case LAST -> withoutLast(draft, last);
            case WINDOWS -> each(draft, criterion -> criterion.timed(Criterion.EVER, criterion.atLeast()));
            case FREQUENCY -> each(draft, criterion -> criterion.timed(criterion.within(), 1));
            case PLACES -> without(draft, taxonomy, signal -> signal.type() == SignalType.LOCATION);
            case AGES -> without(draft, taxonomy, signal -> isUnder(signal, "age"));
            case GENDER, GENDERS -> without(draft, taxonomy, signal -> isUnder(signal, "gender"));
            case INCOME -> without(draft, taxonomy, signal -> isUnder(signal, "income"));
        };
    }

    /** The draft without the condition at this place, counted from 0; exclusions come after what is wanted. */
    static Rule without(Rule draft, int place) {
        List<Rule.Group> all = new ArrayList<>(draft.all());
        List<Criterion> none = new ArrayList<>(draft.none());
        if (place >= 0 && place < all.size()) {
            all.remove(place);
        } else if (place >= all.size() && place - all.size() < none.size()) {
            none.remove(place - all.size());
        }
        return new Rule(all, none);
    }

    /** The draft without the conditions at these places. */
    static Rule without(Rule draft, List<Integer> places) {
        Rule rest = draft;
        for (int place : places.stream().sorted(Comparator.reverseOrder()).toList()) {
            rest = without(rest, place);
        }
        return rest;
    }

    /** The draft with only the conditions at these places, and its exclusions. */
    static Rule only(Rule draft, List<Integer> places) {
        List<Rule.Group> kept = IntStream.range(0, draft.all().size())
                .filter(places::contains)
                .mapToObj(draft.all()::get)
                .toList();
        return new Rule(kept.isEmpty() ? draft.all() : kept, draft.none());
    }

    private static Rule withoutLast(Rule draft, List<Rule.Group> last) {
        boolean excluded = last.isEmpty() && !draft.none().isEmpty();
        return without(
                draft,
                excluded
                        ? draft.all().size() + draft.none().size() - 1
                        : draft.all().size() - 1);
    }

    private static boolean isUnder(Signal signal, String tier) {
        return signal.type() == SignalType.DEMOGRAPHIC
                && signal.path().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).matches("(.* )?" + tier + "\\b.*"));
    }

    private static Rule without(Rule draft, TaxonomyIndex taxonomy, Predicate<Signal> gone) {
        return new Rule(
                draft.all().stream()
                        .map(group -> new Rule.Group(group.any().stream()
                                .filter(criterion -> taxonomy.find(criterion.signal())
                                        .filter(gone)
                                        .isEmpty())
                                .toList()))
                        .filter(group -> !group.any().isEmpty())
                        .toList(),
                draft.none());
    }

    private static Rule each(Rule draft, UnaryOperator<Criterion> change) {
        return new Rule(
                draft.all().stream()
                        .map(group ->
                                new Rule.Group(group.any().stream().map(change).toList()))
                        .toList(),
                draft.none());
    }

    /**
     * The draft with the times that these words say: on what has times, else on what was bought or done, else on
     * interests, else on what was not done. Exclusions that had the same time as what changes go on having it.
     */
    static Rule within(Rule draft, String words, TaxonomyIndex taxonomy) {
        Optional<Period> bare = bareDays(draft, words);
        Optional<Period> within = WindowReader.within(words).or(() -> bare);
        OptionalInt atLeast = WindowReader.atLeast(words);
        Predicate<Criterion> timed = criterion -> !criterion.isPlain();
        Predicate<Criterion> done =
                criterion -> criterion instanceof EventCriterion || isOf(criterion, SignalType.TRANSACTION, taxonomy);
        Predicate<Criterion> liked = criterion -> isOf(criterion, SignalType.INTEREST, taxonomy);
        List<Rule.Group> meant = (bare.isPresent() ? Stream.of(timed) : Stream.of(timed, done, liked))
                .map(which -> draft.all().stream()
                        .filter(group -> group.any().stream().anyMatch(which))
                        .toList())
                .filter(groups -> !groups.isEmpty())
                .findFirst()
                .orElse(List.of());
        Set<TemporalAmount> earlier = meant.stream()
                .flatMap(group -> group.any().stream())
                .filter(EventCriterion.class::isInstance)
                .map(Criterion::within)
                .collect(Collectors.toSet());
        return new Rule(
                draft.all().stream()
                        .map(group -> meant.contains(group) ? within(group, within, atLeast) : group)
                        .toList(),
                draft.none().stream()
                        .map(criterion -> criterion instanceof EventCriterion
                                        && (meant.isEmpty() || earlier.contains(criterion.within()))
                                ? timed(criterion, within, meant.isEmpty() ? atLeast : OptionalInt.empty())
                                : criterion)
                        .toList());
    }

    /** "Make it 30" after "the last 60 days". */
    private static Optional<Period> bareDays(Rule draft, String words) {
        boolean days = draft.criteria()
                .map(Criterion::within)
                .anyMatch(within -> within instanceof Period period && period.getDays() > 0);
        return days && NUMBER.matcher(words.strip()).matches()
                ? Optional.of(Period.ofDays(Integer.parseInt(words.strip())))
                : Optional.empty();
    }

    private static Rule.Group within(Rule.Group group, Optional<Period> within, OptionalInt atLeast) {
        return new Rule.Group(group.any().stream()
                .map(criterion -> timed(criterion, within, atLeast))
                .toList());
    }

    private static Criterion timed(Criterion criterion, Optional<Period> within, OptionalInt atLeast) {
        return criterion.timed(
                within.<TemporalAmount>map(days -> days).orElse(criterion.within()),
                atLeast.orElse(criterion.atLeast()));
    }

    private static boolean isOf(Criterion criterion, SignalType type, TaxonomyIndex taxonomy) {
        return taxonomy.find(criterion.signal())
                .filter(signal -> signal.type() == type)
                .isPresent();
    }
}
