package dev.earshot.audience.sizing;

/**
 * How much two audiences have in common.
 *
 * @param first the size of the first one
 * @param second the size of the second one
 * @param both customers who are in both
 */
public record Overlap(long first, long second, long both) {}
