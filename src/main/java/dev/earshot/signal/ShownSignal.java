package dev.earshot.signal;

/**
 * A signal that somebody shows.
 *
 * @param strength how surely, 0 to 1
 */
public record ShownSignal(String signalId, double strength, Source source) {}
