package dev.earshot.taxonomy;

import java.util.List;
import java.util.Optional;

/**
 * A signal that the taxonomy no longer has. Rules that were saved before still mean it.
 *
 * @param below the signals that stood below it when it was retired; empty if unknown, and then those below its last path count
 */
public record RetiredSignal(Signal signal, Optional<List<String>> below) {}
