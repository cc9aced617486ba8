package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.common.CoalescedTask;
import dev.earshot.postgres.FailureLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes the frames of this replica's runs into the log: all of them in one commit, a few times a second, and endings
 * at once.
 */
@ApplicationScoped
class RunLogWriter {
    private static final Logger LOG = Logger.getLogger(RunLogWriter.class);
    private static final FailureLog FAILURES =
            FailureLog.warnings(LOG, "The run log could not be written; the next attempt writes everything");

    private final RunRegistry registry;
    private final RunLog log;
    private final ChatConfig config;
    private final CoalescedTask writing;
    /** Whether running replies are due too, or endings alone. */
    private final AtomicBoolean allDue = new AtomicBoolean();

    private Cancellable ticks = () -> {};

    RunLogWriter(RunRegistry registry, RunLog log, ChatConfig config) {
        this.registry = registry;
        this.log = log;
        this.config = config;
        writing = new CoalescedTask(this::writeDue, FAILURES::failed);
    }

    void start() {
        ticks = Multi.createFrom()
                .ticks()
                .every(config.logEvery())
                .onOverflow()
                .drop()
                .subscribe()
                .with(tick -> writeAll(), e -> LOG.error("Writing of the run log stopped", e));
    }

    void stop() {
        ticks.cancel();
    }

    private void writeAll() {
        allDue.set(true);
        write();
    }

    /**
     * Writes endings, or once more if it is writing just now. Running replies wait for their time: with hundreds of
     * them one ends at every moment, and each would be written word by word.
     */
    void write() {
        writing.request();
    }

    private Uni<Void> writeDue() {
        boolean all = allDue.getAndSet(false);
        List<Run.Slice> slices = registry.all().stream()
                .filter(run -> all || run.hasEnded())
                .map(Run::unlogged)
                .filter(slice -> !slice.frames().isEmpty())
                .toList();
        return slices.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.append(slices).invoke(outcome -> settle(slices, outcome)).replaceWithVoid();
    }

    private void settle(List<Run.Slice> slices, RunLog.Outcome outcome) {
        for (Run.Slice slice : slices) {
            Run run = slice.run();
            if (outcome.lost().contains(run.messageId())) {
                lose(run);
            } else if (outcome.logged().contains(run.messageId())) {
                if (slice.ending().isPresent()) {
                    registry.remove(run);
                }
                run.logged(slice);
            }
        }
    }

    void lose(Run run) {
        registry.remove(run);
        run.lost();
    }
}
