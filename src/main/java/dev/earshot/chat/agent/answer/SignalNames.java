package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalLabels;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signals as planners read them: in Turkish where the starter taxonomy has a Turkish name, and with their parent where
 * two that are shown together have the same name.
 */
public final class SignalNames {
    private final TaxonomyIndex taxonomy;
    private final Language language;

    public SignalNames(TaxonomyIndex taxonomy, Language language) {
        this.taxonomy = taxonomy;
        this.language = language;
    }

    /** The name by itself. */
    public String name(Signal signal) {
        return tier(signal.name());
    }

    /** A tier of a path, or a name. */
    String tier(String name) {
        return SignalLabels.of(name, language.suffix());
    }

    /** The name among others that are shown with it. */
    public String name(Signal signal, Collection<Signal> shown) {
        List<Signal> namesakes = shown.stream()
                .filter(other -> !other.id().equals(signal.id()))
                .filter(other -> name(other).equals(name(signal)))
                .toList();
        return namesakes.isEmpty() ? name(signal) : name(signal) + " (" + tier(parent(signal, namesakes)) + ")";
    }

    /** The lowest tier above it that tells it from its namesakes. */
    private static String parent(Signal signal, List<Signal> namesakes) {
        for (int above = 2; above <= signal.path().size(); above++) {
            String tier = above(signal, above);
            int at = above;
            if (namesakes.stream().noneMatch(other -> above(other, at).equals(tier))) {
                return tier;
            }
        }
        return signal.type().wireName();
    }

    private static String above(Signal signal, int tiers) {
        int at = signal.path().size() - tiers;
        return at < 0 ? "" : signal.path().get(at);
    }

    /** The signals of these criteria that the taxonomy knows. */
    public List<Signal> signals(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> taxonomy.find(criterion.signal()).stream())
                .distinct()
                .toList();
    }

    /** What a rule asks for, in a few words: the first signal of each group. */
    public String of(Rule rule) {
        List<Signal> first = rule.all().stream()
                .flatMap(group -> signals(group.any()).stream().limit(1))
                .toList();
        return first.stream().map(signal -> name(signal, first)).collect(Collectors.joining(" + "));
    }
}
