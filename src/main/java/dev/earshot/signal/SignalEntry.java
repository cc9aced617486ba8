package dev.earshot.signal;

import dev.earshot.taxonomy.Signal;
import java.util.List;

/**
 * A signal as callers see it.
 *
 * @param type {@code location}, {@code transaction}, {@code demographic} or {@code interest}
 * @param reach how many customers showed it
 */
public record SignalEntry(String id, String name, String type, List<String> path, List<String> keywords, long reach) {

    static SignalEntry of(Signal signal, long reach) {
        return new SignalEntry(
                signal.id(), signal.name(), signal.type().wireName(), signal.path(), signal.keywords(), reach);
    }
}
