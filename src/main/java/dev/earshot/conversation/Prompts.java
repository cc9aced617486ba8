package dev.earshot.conversation;

import dev.earshot.Ids;
import dev.earshot.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/** Takes prompts and starts the runs that answer them. */
@ApplicationScoped
class Prompts {
    private static final String ONE_RUN = "message_one_run";
    private static final int EARLIER_MESSAGES = 20;
    /** A reply is later than its prompt, so that their order is theirs and not that of their ids; Postgres counts in microseconds. */
    private static final Duration AFTER = Duration.ofNanos(1000);

    private final Conversations conversations;
    private final Messages messages;
    private final Runs runs;
    private final Replica replica;
    private final InstantSource clock;

    Prompts(Conversations conversations, Messages messages, Runs runs, Replica replica, InstantSource clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.runs = runs;
        this.replica = replica;
        this.clock = clock;
    }

    /** Begins the reply to a new prompt, in a new conversation when no id is given. */
    Uni<Turn> ask(String owner, String conversationId, String content, boolean watched) {
        return begin(() -> conversations
                .ownedOrNew(conversationId, owner)
                .chain(conversation -> prompt(conversation, content))
                .chain(prompt -> reply(prompt, owner, watched)));
    }

    /** Begins another reply to the prompt that this message is, or answers. */
    Uni<Turn> again(String owner, String messageId) {
        return begin(() -> messages.owned(messageId, owner)
                .chain(message ->
                        message.promptId == null ? Uni.createFrom().item(message) : messages.findById(message.promptId))
                .chain(prompt -> reply(prompt, owner, false)));
    }

    /** What was begun is run, even when the caller has gone in the meantime. */
    private Uni<Turn> begin(Supplier<Uni<Turn>> accept) {
        runs.requireOpen();
        Uni<Turn> begun = Panache.withTransaction(accept).invoke(runs::start);
        return Uni.createFrom()
                .<Turn>emitter(caller -> begun.subscribe().with(caller::complete, caller::fail))
                .onFailure(Prompts::isSecondRun)
                .transform(e -> Refusal.conflict(
                        "RUN_IN_PROGRESS", "The agent is still answering in this conversation; stop it or wait"));
    }

    private Uni<Message> prompt(Conversation conversation, String content) {
        Instant now = clock.instant();
        conversation.titleFrom(content);
        conversation.updatedAt = now;
        return messages.persist(Message.prompt(Ids.make("msg", now), conversation.id, content, now));
    }

    private Uni<Turn> reply(Message prompt, String owner, boolean watched) {
        Instant now = clock.instant().plus(AFTER);
        Message reply = Message.reply(Ids.make("msg", now), prompt, replica.id(), now);
        return messages.persistAndFlush(reply)
                .chain(() -> messages.before(prompt))
                .chain(standing -> messages.before(prompt, EARLIER_MESSAGES)
                        .map(earlier -> new Turn(
                                prompt.conversationId, reply.id, owner, prompt.content, standing, watched, earlier)));
    }

    private static boolean isSecondRun(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConstraintViolationException violation && ONE_RUN.equals(violation.getConstraintName())) {
                return true;
            }
        }
        return false;
    }
}
