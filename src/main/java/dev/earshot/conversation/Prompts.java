package dev.earshot.conversation;

import dev.earshot.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes prompts and starts the runs that answer them. */
@ApplicationScoped
class Prompts {
    private static final String ONE_RUN = "message_one_run";

    private final Turns turns;
    private final Runs runs;

    Prompts(Turns turns, Runs runs) {
        this.turns = turns;
        this.runs = runs;
    }

    /** Begins the reply to a new prompt, in a new conversation when no id is given. */
    Uni<Turn> ask(String owner, String conversationId, String content, boolean watched) {
        return begin(turns.ask(owner, conversationId, content, watched));
    }

    /** Begins another reply to the prompt that this message is, or answers. */
    Uni<Turn> again(String owner, String messageId) {
        return begin(turns.again(owner, messageId));
    }

    /** What was begun is run, even when the caller has gone in the meantime. */
    private Uni<Turn> begin(Uni<Turn> accepted) {
        runs.requireOpen();
        Uni<Turn> begun = accepted.invoke(runs::start);
        return Uni.createFrom()
                .<Turn>emitter(caller -> begun.subscribe().with(caller::complete, caller::fail))
                .onFailure(Prompts::isSecondRun)
                .transform(e -> runInProgress());
    }

    static Refusal runInProgress() {
        return Refusal.conflict(
                "RUN_IN_PROGRESS", "The agent is still answering in this conversation; stop it or wait");
    }

    private static boolean isSecondRun(Throwable failure) {
        return failure instanceof PgException refused && ONE_RUN.equals(refused.getConstraint());
    }
}
