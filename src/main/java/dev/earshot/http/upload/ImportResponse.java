package dev.earshot.http.upload;

import dev.earshot.http.Envelope;
import dev.earshot.http.error.ImportLine;
import dev.earshot.http.error.ImportStep;
import dev.earshot.http.error.ProblemMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The two shapes in which an import answers. */
public final class ImportResponse {

    private ImportResponse() {}

    /** At the end, as one JSON answer. */
    public static Uni<Envelope<ImportStep.Report>> atTheEnd(Multi<ImportStep> run) {
        return run.collect().last().onItem().castTo(ImportStep.Report.class).map(Envelope::of);
    }

    /**
     * As it goes, for {@code application/x-ndjson}: a line {@code {"read":500,"imported":498,"rejected":2}} after each
     * batch; the last line has {@code success} and is what the JSON answer would have been, be it the envelope or the
     * problem.
     */
    public static Multi<ImportLine> asItGoes(Multi<ImportStep> run) {
        return run.map(ImportResponse::line)
                .onFailure()
                .recoverWithItem(failure -> ProblemMapper.any(failure).getEntity());
    }

    private static ImportLine line(ImportStep step) {
        return step instanceof ImportStep.Report report
                ? new ImportLine.Done(true, report)
                : (ImportStep.Progress) step;
    }
}
