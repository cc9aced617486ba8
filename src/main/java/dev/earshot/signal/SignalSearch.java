package dev.earshot.signal;

import dev.earshot.common.ApiException;
import dev.earshot.common.CallerContext;
import dev.earshot.matching.SignalFinder;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.SignalType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Signal search for planners and their assistants: signals, and how many customers showed each. */
@Singleton
public class SignalSearch {
    private final SignalTaxonomy taxonomy;
    private final SignalReach reach;

    SignalSearch(SignalTaxonomy taxonomy, SignalReach reach) {
        this.taxonomy = taxonomy;
        this.reach = reach;
    }

    /**
     * Signals by name, then by the text's meaning; all of them without a text.
     *
     * @param type as on the wire, or none for all
     * @param language of the labels, of two letters
     */
    public Uni<List<SignalEntry>> search(Optional<String> text, Optional<String> type, int limit, String language) {
        SignalType wanted = type.map(SignalSearch::type).orElse(null);
        return taxonomy.index()
                .chain(index ->
                        CallerContext.byWorker(() -> SignalFinder.find(index, text.orElse(null), wanted, limit)))
                .chain(found -> entries(found, language));
    }

    Uni<SignalEntry> find(String id, String language) {
        return taxonomy.index()
                .map(index -> index.find(id)
                        .orElseThrow(() -> ApiException.unknown("SIGNAL_NOT_FOUND", "There is no such signal")))
                .chain(signal -> entries(List.of(signal), language))
                .map(entries -> entries.get(0));
    }

    private Uni<List<SignalEntry>> entries(List<Signal> signals, String language) {
        return reach.of(signals.stream().map(Signal::id).toList())
                .map(counts -> signals.stream()
                        .map(signal -> SignalEntry.of(signal, counts.get(signal.id()), language))
                        .toList());
    }

    private static SignalType type(String name) {
        try {
            return SignalType.of(name);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    "INVALID_INPUT", "type", "must be location, transaction, demographic or interest");
        }
    }
}
