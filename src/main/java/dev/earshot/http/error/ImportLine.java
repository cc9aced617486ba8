package dev.earshot.http.error;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A line of an import's answer as it goes: {@link ImportStep.Progress} after each batch, and at the end what the JSON
 * answer would have been, the report or the {@link Problem}.
 */
public sealed interface ImportLine permits ImportStep.Progress, ImportLine.Done, Problem {

    /** The report in its envelope. */
    @RegisterForReflection
    record Done(boolean success, ImportStep.Report data) implements ImportLine {}
}
