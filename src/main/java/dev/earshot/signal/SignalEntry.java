package dev.earshot.signal;

import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalLabels;
import java.util.List;

/**
 * A signal as callers see it.
 *
 * @param label the name in the caller's language where the starter taxonomy has one, else the name
 * @param type {@code location}, {@code transaction}, {@code demographic} or {@code interest}
 * @param reach how many customers showed it
 */
public record SignalEntry(
        String id, String name, String label, String type, List<String> path, List<String> keywords, long reach) {

    static SignalEntry of(Signal signal, long reach, String language) {
        return new SignalEntry(
                signal.id(),
                signal.name(),
                SignalLabels.of(signal.name(), language),
                signal.type().wireName(),
                signal.path(),
                signal.keywords(),
                reach);
    }
}
