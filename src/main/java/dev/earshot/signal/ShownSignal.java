package dev.earshot.signal;

import dev.earshot.matching.SignalSource;

/**
 * A signal that a customer shows.
 *
 * @param strength how surely, 0 to 1
 */
public record ShownSignal(String signalId, double strength, SignalSource source) {}
