package dev.earshot.chat.run;

import dev.earshot.chat.Conversations;
import dev.earshot.chat.Message;
import dev.earshot.chat.MessageRole;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Messages;
import dev.earshot.chat.Rating;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.common.ApiException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/** Reads replies, waits for them, stops them and stores planners' ratings. */
@ApplicationScoped
public class Replies {
    private static final String NO_RUN = "NO_RUN";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ASK_TO_STOP = """
            with asked as (update message set stop_requested = true where id = $1 and status = 'STREAMING' returning id)
            select pg_notify($2, id) from asked
            """;

    /**
     * The end of an interrupted reply comes after everything that viewers may have seen; the number of frames outlives
     * the log.
     */
    private static final String IN = """
            select (m.status <> 'STREAMING' and $4 >= case m.status when 'INTERRUPTED' then %d else coalesce(
                (select max(l.last) from run_log l where l.message_id = m.id),
                jsonb_array_length(m.replay -> 'chunks') + (m.replay ? 'totalReach')::integer + 1) end) is true as seen
            from message m where m.id = $1 and m.conversation_id = $2 and m.role = 'AGENT'
              and (select c.owner from conversation c where c.id = m.conversation_id) = $3
            """.formatted(StreamFrame.INTERRUPTION);

    private static final String RATE = """
            update message m set rating = $3, comment = $4 where m.id = $1 and m.role = 'AGENT'
              and (select c.owner from conversation c where c.id = m.conversation_id) = $2
            """;

    private final Conversations conversations;
    private final ConversationLookup lookup;
    private final Messages messages;
    private final ReplyFollowers followers;
    private final RunLog log;
    private final Drafts drafts;
    private final Pool pool;

    Replies(
            Conversations conversations,
            ConversationLookup lookup,
            Messages messages,
            ReplyFollowers followers,
            RunLog log,
            Drafts drafts,
            Pool pool) {
        this.conversations = conversations;
        this.lookup = lookup;
        this.messages = messages;
        this.followers = followers;
        this.log = log;
        this.drafts = drafts;
        this.pool = pool;
    }

    /** A message as its planner sees it; the rating is absent without one. */
    public record Seen(
            String id,
            String conversationId,
            MessageRole role,
            String content,
            Instant createdAt,
            MessageStatus status,
            ReplyMetadata metadata,
            Rating rating) {
        private static final ReplyMetadata NONE = new ReplyMetadata(List.of(), dev.earshot.audience.Rule.EMPTY);

        static Seen of(Message message, String content) {
            boolean bare = message.role == MessageRole.USER || message.metadata != null;
            return new Seen(
                    message.id,
                    message.conversationId,
                    message.role,
                    content,
                    message.createdAt,
                    message.status,
                    bare ? message.metadata : NONE,
                    message.rating);
        }
    }

    /** A conversation with its latest 1,000 messages, oldest first, and its current draft, edited or not. */
    public record History(String id, String title, List<Seen> messages, Drafts.Draft draft) {}

    public Uni<History> history(String conversationId, String owner) {
        return stored(conversationId, owner)
                .chain(stored -> seen(stored.messages())
                        .chain(seen -> drafts.of(conversationId)
                                .map(draft -> new History(stored.id(), stored.title(), seen, draft))));
    }

    /** The latest 1,000 messages of a conversation, oldest first, for front ends that have its draft already. */
    public Uni<List<Seen>> messages(String conversationId, String owner) {
        return stored(conversationId, owner).chain(stored -> seen(stored.messages()));
    }

    private Uni<Stored> stored(String conversationId, String owner) {
        return Panache.withSession(() -> conversations
                .owned(conversationId, owner)
                .chain(conversation -> messages.latest(conversationId)
                        .map(all -> new Stored(conversation.id, conversation.title, all))));
    }

    /**
     * What Hibernate reads of a conversation. Its session has a connection, and is over before the rest is read by
     * another: callers that hold one and wait for a second can wait for each other.
     */
    private record Stored(String id, String title, List<Message> messages) {}

    /** At most one of them is running: its text so far is in the log. */
    private Uni<List<Seen>> seen(List<Message> all) {
        return all.stream()
                .filter(message -> message.status == MessageStatus.STREAMING)
                .findFirst()
                .map(streaming -> log.text(streaming.id))
                .orElse(Uni.createFrom().item(""))
                .map(soFar -> all.stream()
                        .map(message ->
                                Seen.of(message, message.status == MessageStatus.STREAMING ? soFar : message.content))
                        .toList());
    }

    /** The reply when it has ended; every run ends. */
    public Uni<Seen> ended(String messageId, String owner) {
        return followers.end(messageId).emitOn(callersContext()).chain(() -> look(messageId, owner));
    }

    /** A reply ends on its own thread; Hibernate's sessions belong to the caller's. */
    private static Executor callersContext() {
        return MutinyHelper.executor(Vertx.currentContext());
    }

    private Uni<Seen> look(String messageId, String owner) {
        return Panache.withSession(
                () -> messages.owned(messageId, owner).map(message -> Seen.of(message, message.content)));
    }

    /**
     * Whether a viewer at this position has something to see still. Fails unless the message belongs to this
     * conversation, and the conversation to this planner. Thousands may ask at once, when a replica shuts down.
     */
    public Uni<Boolean> goesOn(String conversationId, LastEventId seen, String owner) {
        return pool.preparedQuery(IN)
                .execute(Tuple.of(seen.messageId(), conversationId, owner, seen.frame()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw ApiException.unknown("MESSAGE_NOT_FOUND", "There is no such reply in this conversation");
                    }
                    return !rows.iterator().next().getBoolean("seen");
                });
    }

    /** Stops the running reply of this conversation, on any replica, and returns what is kept of it. */
    public Uni<Seen> stop(String conversationId, String owner) {
        Executor caller = callersContext();
        return running(conversationId, owner)
                .call(id -> pool.preparedQuery(ASK_TO_STOP).execute(Tuple.of(id, ReplicaHeartbeat.STOP_CHANNEL)))
                .call(id -> followers.end(id).ifNoItem().after(PATIENCE).recoverWithItem(() -> null))
                .emitOn(caller)
                .chain(id -> look(id, owner));
    }

    /**
     * The same for front ends with ids of their own, which stop without looking whether there is anything to stop.
     *
     * @param id of the conversation: ours, or the front end's
     */
    public Uni<Void> stopIfRunning(String id, String owner) {
        return lookup.find(owner, id)
                .chain(known -> known.isPresent()
                        ? stop(known.get().id(), owner).replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .onFailure(
                        e -> e instanceof ApiException refused && refused.code().equals(NO_RUN))
                .recoverWithNull();
    }

    private Uni<String> running(String conversationId, String owner) {
        return Panache.withSession(() -> conversations
                .owned(conversationId, owner)
                .chain(() -> messages.streaming(conversationId))
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.conflict(NO_RUN, "The agent is not answering in this conversation"))
                .map(message -> message.id));
    }

    /** Changes nothing else of the reply, which may be ending at this moment. */
    public Uni<Void> rate(String messageId, String owner, Rating rating, String comment) {
        return pool.preparedQuery(RATE)
                .execute(Tuple.of(messageId, owner, rating.name(), comment))
                .invoke(rated -> {
                    if (rated.rowCount() == 0) {
                        throw ApiException.unknown(
                                "MESSAGE_NOT_FOUND", "There is no such reply; prompts can't be rated");
                    }
                })
                .replaceWithVoid();
    }
}
