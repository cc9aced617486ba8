package dev.earshot.web;

import java.util.List;

/** How far an import is: any number of {@link Progress}, then one {@link Report}. */
public sealed interface ImportStep {

    /** So far: lines read (blank ones not counted), kept and refused. */
    record Progress(long read, long imported, long rejected) implements ImportStep {}

    /**
     * The end.
     *
     * @param faults the first hundred of the rejected lines
     */
    record Report(long read, long imported, long rejected, List<Fault> faults, long millis) implements ImportStep {}

    /**
     * A line that was not imported.
     *
     * @param reason such as {@code price is missing}
     */
    record Fault(long line, String reason) {}
}
