package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.audience.sizing.Membership;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What would make an audience smaller or bigger: signals to add or drop, each with the size that it then has. */
@Singleton
class AudienceResizer {
    private static final int MOST = 3;
    /** Members who are looked at to find signals that some of them show; the sizes are exact all the same. */
    private static final int SAMPLE = 300;

    private static final double FEW = 0.05;
    private static final double NEARLY_ALL = 0.95;

    private final AudienceSizer estimates;
    private final Membership membership;
    private final SignalReach reach;

    AudienceResizer(AudienceSizer estimates, Membership membership, SignalReach reach) {
        this.estimates = estimates;
        this.membership = membership;
        this.reach = reach;
    }

    /**
     * A change of the rule.
     *
     * @param signal to add or to drop
     * @param to the signal to which it is an alternative; empty for one that is dropped, or asked for besides all
     *     others
     * @param count the size that it makes
     */
    record Way(boolean drops, Signal signal, Optional<Signal> to, long count) {
        /** Such as {@code - add Hiking: 120 (−380)}. */
        String in(ReplyTexts texts, long before) {
            String size = texts.number(count) + " (" + texts.signed(count - before) + ")";
            return drops
                    ? texts.text("resize.drop", signal.name(), size)
                    : to.map(other -> texts.text("resize.alternative", signal.name(), other.name(), size))
                            .orElseGet(() -> texts.text("resize.add", signal.name(), size));
        }
    }

    /** Signals that about a half of the members show, and alternatives to do without. */
    Uni<List<Way>> smaller(Rule draft, Estimate size, TaxonomyIndex taxonomy) {
        List<Way> drops = drops(size, taxonomy, one -> one.without() < size.count());
        return membership
                .members(draft, Membership.START, SAMPLE)
                .chain(sample -> reach.among(sample.stream()
                                .map(member -> member.customer().value())
                                .toList())
                        .map(shown -> divisive(shown, sample.size(), draft, taxonomy)))
                .chain(candidates -> sized(candidates, way -> with(draft, way)))
                .map(adds -> best(drops, adds, way -> way.count() < size.count()));
    }

    /** Conditions to do without, and alternatives to the signals asked for: their neighbours in the taxonomy. */
    Uni<List<Way>> bigger(Rule draft, Estimate size, TaxonomyIndex taxonomy) {
        List<Way> drops = drops(size, taxonomy, one -> one.without() > size.count());
        List<Signal> asked = draft.all().stream()
                .map(group -> group.any().get(0).signal())
                .flatMap(id -> taxonomy.find(id).stream())
                .toList();
        Set<String> named = named(draft, taxonomy);
        List<Way> neighbours = asked.stream()
                .flatMap(signal -> neighbours(signal, taxonomy)
                        .filter(other -> !named.contains(other.id()))
                        .map(other -> new Way(false, other, Optional.of(signal), 0)))
                .toList();
        return reach.of(neighbours.stream().map(way -> way.signal().id()).toList())
                .map(counts -> mostShown(neighbours, counts))
                .chain(some -> sized(some, way -> or(draft, way.to().orElseThrow(), way.signal())))
                .map(adds -> best(drops, adds, way -> way.count() > size.count()));
    }

    private static List<Way> drops(Estimate size, TaxonomyIndex taxonomy, Predicate<Estimate.PerSignal> helps) {
        return size.perSignal().stream()
                .filter(helps)
                .flatMap(one -> taxonomy.find(one.id()).stream()
                        .map(signal -> new Way(true, signal, Optional.empty(), one.without())))
                .toList();
    }

    private static List<Way> divisive(Map<String, Long> shown, int sample, Rule draft, TaxonomyIndex taxonomy) {
        Set<String> named = named(draft, taxonomy);
        return shown.entrySet().stream()
                .filter(entry -> !named.contains(entry.getKey()))
                .filter(entry -> entry.getValue() > FEW * sample && entry.getValue() < NEARLY_ALL * sample)
                .sorted(Comparator.<Map.Entry<String, Long>>comparingDouble(
                                entry -> Math.abs(entry.getValue() / (double) sample - 0.5))
                        .thenComparing(Map.Entry::getKey))
                .flatMap(entry -> taxonomy.find(entry.getKey()).stream())
                .limit(MOST)
                .map(signal -> new Way(false, signal, Optional.empty(), 0))
                .toList();
    }

    private static List<Way> mostShown(List<Way> ways, Map<String, Long> counts) {
        return ways.stream()
                .filter(way -> counts.get(way.signal().id()) > 0)
                .sorted(Comparator.<Way>comparingLong(
                                way -> -counts.get(way.signal().id()))
                        .thenComparing(way -> way.signal().id()))
                .limit(MOST)
                .toList();
    }

    private Uni<List<Way>> sized(List<Way> ways, Function<Way, Rule> change) {
        return Multi.createFrom()
                .iterable(ways)
                .onItem()
                .transformToUniAndConcatenate(way -> estimates
                        .of(change.apply(way))
                        .map(size -> new Way(way.drops(), way.signal(), way.to(), size.count())))
                .collect()
                .asList();
    }

    private static List<Way> best(List<Way> drops, List<Way> adds, Predicate<Way> helps) {
        return Stream.concat(adds.stream().filter(helps), drops.stream())
                .filter(way -> way.count() > 0)
                .limit(MOST)
                .toList();
    }

    private static Rule with(Rule draft, Way way) {
        List<Rule.Group> all = new ArrayList<>(draft.all());
        all.add(new Rule.Group(List.of(Criterion.of(way.signal().id()))));
        return new Rule(all, draft.none());
    }

    private static Rule or(Rule draft, Signal to, Signal other) {
        return new Rule(
                draft.all().stream()
                        .map(group -> group.any().get(0).signal().equals(to.id()) ? with(group, other) : group)
                        .toList(),
                draft.none());
    }

    private static Rule.Group with(Rule.Group group, Signal other) {
        List<Criterion> any = new ArrayList<>(group.any());
        any.add(Criterion.of(other.id()));
        return new Rule.Group(any);
    }

    private static Stream<Signal> neighbours(Signal signal, TaxonomyIndex taxonomy) {
        List<String> above = above(signal);
        return taxonomy.signals().stream()
                .filter(other -> other.type() == signal.type())
                .filter(other -> !other.id().equals(signal.id()) && above(other).equals(above));
    }

    private static List<String> above(Signal signal) {
        return signal.path().subList(0, Math.max(0, signal.path().size() - 1));
    }

    /** What the rule names, and all that stands below it. */
    private static Set<String> named(Rule draft, TaxonomyIndex taxonomy) {
        Set<String> named = new HashSet<>();
        draft.signals().map(taxonomy::family).forEach(named::addAll);
        return named;
    }
}
