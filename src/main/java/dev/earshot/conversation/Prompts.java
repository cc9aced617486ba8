package dev.earshot.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes prompts and starts the runs that answer them. */
@ApplicationScoped
class Prompts {
    private static final String ONE_RUN = "message_one_run";

    private final Turns turns;
    private final Runs runs;
    private final Running running;
    private final ChatConfig config;

    Prompts(Turns turns, Runs runs, Running running, ChatConfig config) {
        this.turns = turns;
        this.runs = runs;
        this.running = running;
        this.config = config;
    }

    /** Begins the reply to a new prompt, in a new conversation when no id is given. */
    Uni<Turn> ask(String owner, String conversationId, String content, boolean watched) {
        return begin(owner, turns.ask(owner, conversationId, content, watched));
    }

    /** Begins another reply to the prompt that this message is, or answers. */
    Uni<Turn> again(String owner, String messageId) {
        return begin(owner, turns.again(owner, messageId));
    }

    /**
     * What was begun is run, even when the caller has gone in the meantime. The database counts the planner's replies
     * on all replicas, but does not see those that are begun at the same moment; those of this replica are counted
     * here.
     */
    private Uni<Turn> begin(String owner, Uni<Turn> accepted) {
        runs.requireOpen();
        if (!running.take(owner, config.repliesPerPlanner())) {
            throw Turns.tooMany();
        }
        Uni<Turn> begun = accepted.onFailure().invoke(e -> running.leave(owner)).invoke(runs::start);
        return Uni.createFrom()
                .<Turn>emitter(caller -> begun.subscribe().with(caller::complete, caller::fail))
                .onFailure(Prompts::isSecondRun)
                .transform(e -> Turns.inProgress());
    }

    private static boolean isSecondRun(Throwable failure) {
        return failure instanceof PgException refused && ONE_RUN.equals(refused.getConstraint());
    }
}
