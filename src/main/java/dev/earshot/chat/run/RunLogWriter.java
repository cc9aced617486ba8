package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Writes the frames of this replica's runs into the log: all of them in one commit, a few times a second, and endings
 * at once.
 */
@ApplicationScoped
class RunLogWriter {
    private static final Logger LOG = Logger.getLogger(RunLogWriter.class);

    private final RunRegistry registry;
    private final RunLog log;
    private final ChatConfig config;
    /** How often a write was requested since the last one began; more than one only means once more. */
    private final AtomicInteger asked = new AtomicInteger();

    /** Whether running replies are due too, or endings alone. */
    private final AtomicBoolean allDue = new AtomicBoolean();

    private Cancellable ticks = () -> {};

    RunLogWriter(RunRegistry registry, RunLog log, ChatConfig config) {
        this.registry = registry;
        this.log = log;
        this.config = config;
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
        if (asked.getAndIncrement() > 0) {
            return;
        }
        boolean all = allDue.getAndSet(false);
        List<Run.Slice> slices = registry.all().stream()
                .filter(run -> all || run.hasEnded())
                .map(Run::unlogged)
                .filter(slice -> !slice.frames().isEmpty())
                .toList();
        if (slices.isEmpty()) {
            rest();
            return;
        }
        log.append(slices).subscribe().with(outcome -> settle(slices, outcome), e -> {
            LOG.warn("The run log could not be written; the next attempt writes everything", e);
            asked.set(0);
        });
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
        rest();
    }

    void lose(Run run) {
        registry.remove(run);
        run.lost();
    }

    private void rest() {
        if (asked.getAndSet(0) > 1) {
            write();
        }
    }
}
