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

    private final RunRegistry registry;
    private final RunLogWriter logWriter;
    private final Agent agent;
    private final ChatConfig config;
    private final InstantSource clock;
    private final ShutdownPhase shutdown;

    RunStarter(
            RunRegistry registry,
            RunLogWriter logWriter,
            Agent agent,
            ChatConfig config,
            InstantSource clock,
            ShutdownPhase shutdown) {
        this.registry = registry;
        this.logWriter = logWriter;
        this.agent = agent;
        this.config = config;
        this.clock = clock;
        this.shutdown = shutdown;
    }

    /** Refuses during shutdown: a reply begun now could not end. */
    void requireOpen() {
        if (shutdown.isDraining()) {
            throw ApiException.busy("SHUTTING_DOWN", "This replica is shutting down", COME_BACK);
        }
    }

    /** Starts the run that makes this turn's reply. It belongs to the server: no caller needs to wait for it. */
    Run start(AgentRequest request) {
        Run run = new Run(request, clock.instant(), config.longestReply(), logWriter::write);
        registry.add(run);
        run.follow(Multi.createFrom().deferred(() -> agent.answer(request)));
        return run;
    }

    void stop(String messageId) {
        registry.find(messageId).ifPresent(run -> run.end(MessageStatus.STOPPED));
    }

    /** Ends overdue replies. */
    void endOverdue() {
        registry.all().stream()
                .filter(run -> run.startedAt().plus(config.longestRun()).isBefore(clock.instant()))
                .forEach(run -> {
                    LOG.warnf("Reply %s took longer than %s", run.messageId(), config.longestRun());
                    run.end(MessageStatus.FAILED);
                });
    }

    void interruptAll() {
        registry.all().forEach(run -> run.end(MessageStatus.INTERRUPTED));
    }

    boolean isIdle() {
        return registry.isEmpty();
    }
}
