package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Writes what the runs of this replica said into the log: all of them in one commit, a few times a second, and at once what has ended. */
@ApplicationScoped
class RunLogWriter {
    private static final Logger LOG = Logger.getLogger(RunLogWriter.class);

    private final RunRegistry running;
    private final RunLog log;
    private final ChatConfig config;
    /** How often it was asked to write since it last began; more than one only means once more. */
    private final AtomicInteger asked = new AtomicInteger();

    /** Whether what is being said is due, too, or endings alone. */
    private final AtomicBoolean allDue = new AtomicBoolean();

    private Cancellable ticks = () -> {};

    RunLogWriter(RunRegistry running, RunLog log, ChatConfig config) {
        this.running = running;
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
                .with(tick -> writeAll(), e -> LOG.error("The run log is no longer written", e));
    }

    void stop() {
        ticks.cancel();
    }

    private void writeAll() {
        allDue.set(true);
        write();
    }

    /**
     * Writes how replies ended, or once more when it is writing just now. Those that go on wait for their time: with hundreds of them one ends at
     * every moment, and each would be written word by word.
     */
    void write() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        boolean all = allDue.getAndSet(false);
        List<Run.Slice> slices = running.all().stream()
                .filter(run -> all || run.hasEnded())
                .map(Run::unlogged)
                .filter(slice -> !slice.frames().isEmpty())
                .toList();
        if (slices.isEmpty()) {
            rest();
            return;
        }
        log.append(slices).subscribe().with(outcome -> settle(slices, outcome), e -> {
            LOG.warn("What was said could not be logged; the next attempt writes it all", e);
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
                    running.remove(run);
                }
                run.logged(slice);
            }
        }
        rest();
    }

    void lose(Run run) {
        running.remove(run);
        run.lost();
    }

    private void rest() {
        if (asked.getAndSet(0) > 1) {
            write();
        }
    }
}
