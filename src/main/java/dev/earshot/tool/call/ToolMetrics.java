package dev.earshot.tool.call;

import dev.earshot.common.ApiException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Times each tool call, counts it by result, and turns an {@link dev.earshot.common.ApiException} into its outcome.
 */
@Singleton
public class ToolMetrics {
    private static final Logger LOG = Logger.getLogger(ToolMetrics.class);

    private final MeterRegistry meters;
    private final Meter.MeterProvider<Timer> calls;

    ToolMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.calls = Timer.builder("earshot.tool.calls")
                .description("Tool calls by result, with their duration")
                .publishPercentileHistogram()
                .withRegistry(meters);
    }

    /** @param tool one that there is: names that callers make up must not become series */
    public Uni<CallOutcome> call(String tool, Supplier<Uni<CallOutcome>> run) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return Uni.createFrom()
                    .deferred(run::get)
                    .onFailure(ApiException.class)
                    .recoverWithItem(CallOutcome::refused)
                    .onItemOrFailure()
                    .invoke((outcome, failure) -> end(sample, tool, failure == null ? outcome.result() : "failed"));
        });
    }

    private void end(Timer.Sample sample, String tool, String result) {
        LOG.logf(result.equals("ok") ? Logger.Level.DEBUG : Logger.Level.INFO, "%s: %s", tool, result);
        sample.stop(calls.withTags("tool", tool, "result", result));
    }
}
