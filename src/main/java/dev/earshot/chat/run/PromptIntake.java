package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.agent.AgentRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes prompts and starts the runs that answer them. */
@ApplicationScoped
public class PromptIntake {
    private static final String ONE_RUN = "message_one_run";

    private final PromptStore prompts;
    private final RunStarter runs;
    private final RunRegistry registry;
    private final ChatConfig config;

    PromptIntake(PromptStore prompts, RunStarter runs, RunRegistry registry, ChatConfig config) {
        this.prompts = prompts;
        this.runs = runs;
        this.registry = registry;
        this.config = config;
    }

    /** Begins the reply to a new prompt, in a new conversation when no id is given. */
    public Uni<AgentRequest> ask(String owner, String conversationId, String content, boolean watched) {
        return begin(owner, prompts.ask(owner, conversationId, content, watched));
    }

    /** Begins another reply to the prompt that this message is, or answers. */
    public Uni<AgentRequest> again(String owner, String messageId) {
        return begin(owner, prompts.again(owner, messageId));
    }

    /**
     * An accepted prompt runs even if the caller disconnects. The database counts the planner's replies on all
     * replicas, but does not see those that begin at the same moment; this replica counts its own here.
     */
    private Uni<AgentRequest> begin(String owner, Uni<AgentRequest> accepted) {
        runs.requireOpen();
        if (!registry.take(owner, config.repliesPerPlanner())) {
            throw PromptStore.tooMany();
        }
        Uni<AgentRequest> begun =
                accepted.onFailure().invoke(e -> registry.leave(owner)).invoke(runs::start);
        return Uni.createFrom()
                .<AgentRequest>emitter(caller -> begun.subscribe().with(caller::complete, caller::fail))
                .onFailure(PromptIntake::isSecondRun)
                .transform(e -> PromptStore.inProgress());
    }

    private static boolean isSecondRun(Throwable failure) {
        return failure instanceof PgException refused && ONE_RUN.equals(refused.getConstraint());
    }
}
