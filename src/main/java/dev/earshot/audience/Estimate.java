package dev.earshot.audience;

/**
 * The size of an audience.
 *
 * @param count customers who fulfil the rule
 * @param universe customers who showed any signal at all
 */
public record Estimate(long count, long universe) {}
