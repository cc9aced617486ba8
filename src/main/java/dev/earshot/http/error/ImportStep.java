package dev.earshot.http.error;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** How far an import is: any number of {@link Progress}, then one {@link Report}. */
public sealed interface ImportStep {

    /** So far: lines read (blank ones not counted), kept and refused. */
    @RegisterForReflection
    record Progress(long read, long imported, long rejected) implements ImportStep, ImportLine {}

    /**
     * The end.
     *
     * @param faults the first hundred of the rejected lines
     */
    @RegisterForReflection
    record Report(long read, long imported, long rejected, List<Fault> faults, long millis) implements ImportStep {}

    /**
     * A line that was not imported.
     *
     * @param reason such as {@code price is missing}
     */
    @RegisterForReflection
    record Fault(long line, String reason) {}
}
