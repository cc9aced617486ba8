package dev.earshot.taxonomy;

/** The result of one line of a taxonomy file. Lines count from 1, the header being the first. */
public sealed interface TaxonomyRow {
    int line();

    record Accepted(int line, Signal signal) implements TaxonomyRow {}

    /** @param reason for the person who sent the file */
    record Refused(int line, String reason) implements TaxonomyRow {}

    /** A header or an empty line. */
    record Skipped(int line) implements TaxonomyRow {}
}
