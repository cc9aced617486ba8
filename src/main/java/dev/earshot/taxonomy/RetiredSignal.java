package dev.earshot.taxonomy;

import java.util.List;
import java.util.Optional;

/**
 * A signal that was removed from the taxonomy. Rules saved before still use it.
 *
 * @param below the signals below it at that time; empty if unknown, and then those below its last path count
 */
public record RetiredSignal(Signal signal, Optional<List<String>> below) {}
