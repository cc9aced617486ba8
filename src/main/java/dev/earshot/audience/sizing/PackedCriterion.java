package dev.earshot.audience.sizing;

/** A criterion of a rule that packed events answer, a block of customers at a time. */
interface PackedCriterion {
    /** Whether a customer fulfils it, by the place in the block. */
    boolean isFulfilled(int place);
}
