package dev.earshot.signal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.SignalSource;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which signals customers show by what they say and do. Only what the matching is sure of counts, and never what is
 * negated.
 *
 * <p>It works on the event loop: matching takes a tenth of a millisecond, clues are cut where they get long, and the
 * same ones come again and again.
 */
@Singleton
public class SignalRecognition {
    private static final int LONGEST_CLUE = 200;
    private static final int MOST_SIGNALS = 24;
    private static final int MOST_KEPT = 10_000;
    private static final String TIERS = ">";

    /** People write these where the matching expects a word. */
    private static final Map<String, String> SHORT_VALUES = Map.of("f", "female", "m", "male");

    private final SignalTaxonomy taxonomy;
    private final SignalConfig config;
    private final AtomicReference<Kept> kept = new AtomicReference<>();

    SignalRecognition(SignalTaxonomy taxonomy, SignalConfig config) {
        this.taxonomy = taxonomy;
        this.config = config;
    }

    /** Builds the matcher while the taxonomy is read, on a worker, so that no call waits for it. */
    void prepare(@Observes TaxonomyIndex read) {
        SignalMatcher.of(read);
    }

    /** What was read of clues before, good for one taxonomy. */
    private record Kept(TaxonomyIndex index, Cache<SignalEvidence, List<ShownSignal>> read) {}

    /** The signals that these clues show, each once and as surely as the surest clue says; of many the first ones. */
    public Uni<List<ShownSignal>> of(Collection<SignalEvidence> clues) {
        return clues.isEmpty()
                ? Uni.createFrom().item(List.of())
                : taxonomy.index().map(index -> read(clues, index));
    }

    /** What a profile says of a customer. */
    public List<SignalEvidence> profile(Map<String, Object> attributes) {
        List<SignalEvidence> clues = new ArrayList<>();
        config.profile().forEach((attribute, words) -> {
            Object value = attributes.get(attribute);
            if (value != null) {
                String said =
                        SHORT_VALUES.getOrDefault(value.toString().strip().toLowerCase(Locale.ROOT), value.toString());
                clues.add(new SignalEvidence(SignalSource.PROFILE, words.replace("{}", said)));
            }
        });
        return clues;
    }

    List<ShownSignal> read(Collection<SignalEvidence> clues, TaxonomyIndex index) {
        Kept mine = kept.updateAndGet(known -> known != null && known.index() == index
                ? known
                : new Kept(index, Caffeine.newBuilder().maximumSize(MOST_KEPT).build()));
        Map<String, ShownSignal> shown = new LinkedHashMap<>();
        for (SignalEvidence clue : clues) {
            SignalEvidence bounded = bounded(clue);
            mine.read()
                    .get(bounded, unread -> read(unread, index))
                    .forEach(signal -> shown.merge(signal.signalId(), signal, SignalRecognition::surer));
        }
        return shown.values().stream().limit(MOST_SIGNALS).toList();
    }

    /**
     * A category is read from the particular to the general, up to the first tier that means anything. A query has no
     * tiers.
     */
    private List<ShownSignal> read(SignalEvidence clue, TaxonomyIndex index) {
        String[] tiers = clue.source() == SignalSource.QUERY
                ? new String[] {clue.text()}
                : clue.text().split(TIERS);
        for (int tier = tiers.length - 1; tier >= 0; tier--) {
            List<ShownSignal> shown = match(tiers[tier], clue.source(), index);
            if (!shown.isEmpty()) {
                return shown;
            }
        }
        return List.of();
    }

    private List<ShownSignal> match(String text, SignalSource source, TaxonomyIndex index) {
        return SignalMatcher.of(index).phrasesOfEach(text, source.types()).stream()
                .filter(phrase -> !phrase.negated())
                .flatMap(phrase -> phrase.suggestions().stream())
                .filter(suggestion -> suggestion.confidence() >= config.sureness())
                .map(suggestion -> new ShownSignal(suggestion.signal().id(), suggestion.confidence(), source))
                .toList();
    }

    private static SignalEvidence bounded(SignalEvidence clue) {
        return clue.text().length() <= LONGEST_CLUE
                ? clue
                : new SignalEvidence(clue.source(), clue.text().substring(0, LONGEST_CLUE));
    }

    private static ShownSignal surer(ShownSignal one, ShownSignal other) {
        return other.strength() > one.strength()
                ? new ShownSignal(one.signalId(), other.strength(), one.source())
                : one;
    }
}
