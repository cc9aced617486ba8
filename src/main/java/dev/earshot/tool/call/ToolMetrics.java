package dev.earshot.tool.call;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.FailureLog;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Times each tool call, counts it by result, and turns an {@link dev.earshot.common.ApiException} into its outcome.
 */
@Singleton
public class ToolMetrics {
    private static final Logger LOG = Logger.getLogger(ToolMetrics.class);

    /** Of calls that fail because of us: there may be hundreds a second, and all for one reason. */
    private final Map<String, FailureLog> busy = new ConcurrentHashMap<>();

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
                    .invoke((outcome, failure) -> {
                        String result = failure == null ? outcome.result() : "failed";
                        tell(tool, result, failure == null && outcome.isBusy());
                        sample.stop(calls.withTags("tool", tool, "result", result));
                    });
        });
    }

    private void tell(String tool, String result, boolean isBusy) {
        if (isBusy) {
            busy.computeIfAbsent(result, code -> FailureLog.notes(LOG, "Calls of tools are refused with " + code))
                    .happened();
        } else {
            LOG.logf(result.equals("ok") ? Logger.Level.DEBUG : Logger.Level.INFO, "%s: %s", tool, result);
        }
    }
}
