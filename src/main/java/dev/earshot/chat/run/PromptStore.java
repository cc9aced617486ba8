package dev.earshot.chat.run;

import dev.earshot.audience.Rule;
import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.Conversation;
import dev.earshot.chat.Conversations;
import dev.earshot.chat.Effect;
import dev.earshot.chat.MessageRole;
import dev.earshot.chat.Messages;
import dev.earshot.chat.Regeneration;
import dev.earshot.chat.Replica;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.common.ApiException;
import dev.earshot.common.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores prompts with their coming replies, and returns the conversation's state before. */
@Singleton
class PromptStore {
    /**
     * A reply is later than its prompt, so that their order does not depend on their ids; Postgres counts in
     * microseconds.
     */
    private static final Duration AFTER = Duration.ofNanos(1000);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Pool pool;
    private final Replica replica;
    private final ChatConfig config;
    private final InstantSource clock;

    PromptStore(Pool pool, Replica replica, ChatConfig config, InstantSource clock) {
        this.pool = pool;
        this.replica = replica;
        this.config = config;
        this.clock = clock;
    }

    /** A new prompt in a known conversation. */
    Uni<AgentRequest> ask(String owner, String conversationId, String content, boolean watched) {
        return ask(PromptStatement.ASK, conversationId, owner, content, watched, Tuple.tuple());
    }

    /** The first prompt of a new conversation. */
    Uni<AgentRequest> askFirst(String owner, Optional<String> clientId, String content, boolean watched) {
        String id = Ids.make("conv", clock.instant());
        return ask(PromptStatement.ASK_FIRST, id, owner, content, watched, Tuple.of(clientId.orElse(null)));
    }

    private Uni<AgentRequest> ask(
            String statement, String conversationId, String owner, String content, boolean watched, Tuple more) {
        Instant now = clock.instant();
        String reply = Ids.make("msg", now.plus(AFTER));
        Tuple values = values(reply, now, conversationId, owner)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addString(Conversation.titleOf(content))
                .addString(Ids.make("msg", now))
                .addString(content);
        for (int i = 0; i < more.size(); i++) {
            values.addValue(more.getValue(i));
        }
        return pool.preparedQuery(statement).execute(values).map(rows -> {
            Row row = accepted(rows, Conversations::unknown);
            return turn(row, reply, owner, watched, Optional.empty());
        });
    }

    /** The prompt that this message is, or answers, again. */
    Uni<AgentRequest> again(String owner, String messageId, boolean watched) {
        Instant now = clock.instant();
        String reply = Ids.make("msg", now.plus(AFTER));
        return pool.preparedQuery(PromptStatement.AGAIN)
                .execute(values(reply, now, messageId, owner))
                .map(rows -> {
                    Row row = accepted(rows, Messages::unknown);
                    return turn(row, reply, owner, watched, Optional.of(again(row)));
                });
    }

    private Tuple values(String reply, Instant now, String id, String owner) {
        return Tuple.of(reply, replica.id(), now.plus(AFTER).atOffset(ZoneOffset.UTC), id, owner)
                .addInteger(config.repliesPerPlanner());
    }

    private static Row accepted(RowSet<Row> rows, Supplier<ApiException> unknown) {
        Row row = rows.iterator().next();
        if (row.getString("conversation_id") != null) {
            return row;
        }
        if (row.getBoolean("busy") == null) {
            throw unknown.get();
        }
        if (row.getBoolean("busy")) {
            throw inProgress();
        }
        throw row.getBoolean("full") ? tooMany() : unknown.get();
    }

    static ApiException inProgress() {
        return ApiException.conflict(
                "RUN_IN_PROGRESS", "The agent is still answering in this conversation; stop it or wait");
    }

    static ApiException tooMany() {
        return ApiException.limited(
                "TOO_MANY_REPLIES",
                "The agent is answering you in too many conversations; wait until one is done",
                COME_BACK);
    }

    private static Regeneration again(Row row) {
        Optional<Effect> effect =
                Optional.ofNullable(row.getString("effect")).map(json -> Json.decodeValue(json, Effect.class));
        return new Regeneration(row.getBoolean("newest"), effect);
    }

    private static AgentRequest turn(
            Row row, String reply, String owner, boolean watched, Optional<Regeneration> again) {
        return new AgentRequest(
                row.getString("conversation_id"),
                reply,
                owner,
                row.getString("content"),
                standing(row),
                watched,
                again,
                earlier(row));
    }

    private static ConversationState standing(Row row) {
        String edited = row.getString("edited");
        ConversationState state = said(row);
        return edited == null ? state : state.edited(Json.decodeValue(edited, Rule.class));
    }

    private static ConversationState said(Row row) {
        if (row.getString("standing") == null) {
            return ConversationState.NOTHING;
        }
        ConversationState state = ConversationState.of(
                row.getString("standing"), Json.decodeValue(row.getString("metadata"), ReplyMetadata.class));
        return row.getBoolean("is_latest") ? state : state.withoutQuestion();
    }

    private static List<AgentRequest.Said> earlier(Row row) {
        List<AgentRequest.Said> said = new ArrayList<>();
        String[] roles = row.getArrayOfStrings("roles");
        String[] contents = row.getArrayOfStrings("contents");
        for (int i = 0; roles != null && i < roles.length; i++) {
            said.add(new AgentRequest.Said(MessageRole.valueOf(roles[i]), contents[i]));
        }
        return said;
    }
}
