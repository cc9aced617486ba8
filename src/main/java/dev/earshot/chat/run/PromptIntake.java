package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.agent.AgentRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes prompts and starts the runs that answer them. */
@ApplicationScoped
public class PromptIntake {
    private static final String ONE_RUN = "message_one_run";
    private static final String ONE_OF_CLIENT = "conversation_of_client";

    private final PromptStore prompts;
    private final ConversationLookup conversations;
    private final RunStarter runs;
    private final RunRegistry registry;
    private final ChatConfig config;

    PromptIntake(
            PromptStore prompts,
            ConversationLookup conversations,
            RunStarter runs,
            RunRegistry registry,
            ChatConfig config) {
        this.prompts = prompts;
        this.conversations = conversations;
        this.runs = runs;
        this.registry = registry;
        this.config = config;
    }

    /** Begins the reply to a new prompt, in a new conversation when no id is given. */
    public Uni<AgentRequest> ask(String owner, String conversationId, String content, boolean watched) {
        return begin(
                owner,
                conversationId == null
                        ? prompts.askFirst(owner, Optional.empty(), content, watched)
                        : prompts.ask(owner, conversationId, content, watched));
    }

    /**
     * The same for a front end that gives ids of its own: the conversation that it calls so, or a new one of that name.
     *
     * @param id ours or the front end's
     */
    public Uni<AgentRequest> askIn(String owner, String id, String content, boolean watched) {
        return begin(
                owner,
                conversations
                        .find(owner, id)
                        .chain(known -> known.isPresent()
                                ? prompts.ask(owner, known.get().id(), content, watched)
                                : prompts.askFirst(owner, Optional.of(id), content, watched)
                                        .onFailure(e -> isViolation(e, ONE_OF_CLIENT))
                                        .transform(e -> PromptStore.inProgress())));
    }

    /** Begins another reply to the prompt that this message is, or answers. */
    public Uni<AgentRequest> again(String owner, String messageId, boolean watched) {
        return begin(owner, prompts.again(owner, messageId, watched));
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
                .onFailure(e -> isViolation(e, ONE_RUN))
                .transform(e -> PromptStore.inProgress());
    }

    private static boolean isViolation(Throwable failure, String constraint) {
        return failure instanceof PgException refused && constraint.equals(refused.getConstraint());
    }
}
