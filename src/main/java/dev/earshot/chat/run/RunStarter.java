package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.ShutdownPhase;
import dev.earshot.chat.agent.Agent;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Starts replies on this replica and ends them. */
@ApplicationScoped
class RunStarter {
    private static final Logger LOG = Logger.getLogger(RunStarter.class);
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final RunRegistry running;
    private final RunLogWriter scribe;
    private final Agent agent;
    private final ChatConfig config;
    private final InstantSource clock;
    private final ShutdownPhase farewell;

    RunStarter(
            RunRegistry running,
            RunLogWriter scribe,
            Agent agent,
            ChatConfig config,
            InstantSource clock,
            ShutdownPhase farewell) {
        this.running = running;
        this.scribe = scribe;
        this.agent = agent;
        this.config = config;
        this.clock = clock;
        this.farewell = farewell;
    }

    /** Refuses during shutdown: a reply begun now could not end. */
    void requireOpen() {
        if (farewell.hasParted()) {
            throw ApiException.busy("SHUTTING_DOWN", "This replica is shutting down", COME_BACK);
        }
    }

    /** Starts the run that makes this turn's reply. It belongs to the server: no caller needs to wait for it. */
    Run start(AgentRequest turn) {
        Run run = new Run(turn, clock.instant(), config.longestReply(), scribe::write);
        running.add(run);
        run.follow(Multi.createFrom().deferred(() -> agent.answer(turn)));
        return run;
    }

    void stop(String messageId) {
        running.find(messageId).ifPresent(run -> run.end(MessageStatus.STOPPED));
    }

    /** Ends overdue replies. */
    void endOverdue() {
        running.all().stream()
                .filter(run -> run.startedAt().plus(config.longestRun()).isBefore(clock.instant()))
                .forEach(run -> {
                    LOG.warnf("Reply %s took longer than %s", run.messageId(), config.longestRun());
                    run.end(MessageStatus.FAILED);
                });
    }

    void interruptAll() {
        running.all().forEach(run -> run.end(MessageStatus.INTERRUPTED));
    }

    boolean isIdle() {
        return running.isEmpty();
    }
}
