package dev.earshot.postgres;

import io.quarkus.scheduler.FailedExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Logs failures of scheduled jobs, which run again anyway. The scheduler's own line, with a stack trace each time, is
 * switched off.
 */
@Singleton
class JobFailures {
    private static final Logger LOG = Logger.getLogger(JobFailures.class);

    private final Map<String, FailureLog> logs = new ConcurrentHashMap<>();

    void failed(@Observes FailedExecution execution) {
        // "1_dev.earshot.signal.LateSignals#withdraw"
        String id = execution.getExecution().getTrigger().getId();
        String job = id.substring(id.lastIndexOf('.') + 1);
        Throwable failure = execution.getException();
        logs.computeIfAbsent(job, name -> FailureLog.warnings(LOG, "The job " + name + " failed and will be repeated"))
                .failed(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
    }
}
