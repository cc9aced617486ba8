package dev.earshot.conversation;

import dev.earshot.Ids;
import dev.earshot.audience.Rule;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Takes prompts down, with the replies that are about to be made, and tells how things stood before: in one statement each, since a planner waits for
 * the first word meanwhile.
 */
@Singleton
class Turns {
    private static final int EARLIER_MESSAGES = 20;
    /** A reply is later than its prompt, so that their order is theirs and not that of their ids; Postgres counts in microseconds. */
    private static final Duration AFTER = Duration.ofNanos(1000);

    private static final String IN_NEW_CONVERSATION = """
            with talk as (
              insert into conversation (id, owner, title, created_at, updated_at) values ($4, $5, $7, $6, $6) returning id, draft, draft_of
            )""";

    /** Later than all that was said, so that order is that of the conversation, however well replicas agree about the time. */
    private static final String AFTER_ALL = """
            (select max(m.created_at) + interval '1 microsecond' from message m where m.conversation_id = %s)""";

    /** A conversation is called by its first prompt until somebody renames it. It is found by its key: {@code is true} hides the owner from its index. */
    private static final String IN_CONVERSATION = """
            with talk as (
              update conversation set updated_at = greatest(updated_at, $6), title = case title when '' then $7 else title end where id = $4 and (owner = $5) is true
              returning id, draft, draft_of
            )""";

    private static final String NEW_PROMPT = """
            , prompt as (
              insert into message (id, conversation_id, role, status, content, created_at)
              select $8, id, 'USER', 'COMPLETE', $9, greatest($6::timestamptz, %s) from talk
              returning id, conversation_id, content, created_at
            )""".formatted(AFTER_ALL.formatted("talk.id"));

    private static final String SAME_PROMPT = """
            with prompt as (
              select p.id, p.conversation_id, p.content, p.created_at from message p
              where p.id = (select coalesce(m.prompt_id, m.id) from message m where m.id = $4)
                and (select c.owner from conversation c where c.id = p.conversation_id) = $5
            ), talk as (
              select (select c.draft from conversation c where c.id = p.conversation_id) as draft,
                (select c.draft_of from conversation c where c.id = p.conversation_id) as draft_of from prompt p
            )""";

    /** The reply that tells how things stand: the last whole one of conversation {@code %1$s} that fulfils {@code %2$s}. */
    static final String STANDING = """
            select m.id, m.metadata from message m
            where m.conversation_id = %1$s and m.status = 'COMPLETE' and m.metadata is not null and %2$s
            order by m.created_at desc, m.id desc limit 1""";

    private static final String EARLIER =
            "exists (select from message q where q.id = m.prompt_id and q.created_at < p.created_at offset 0)";

    /**
     * What it reads is as it was before the statement, and only what is of this conversation, however few there were when it was planned: an
     * {@code offset} keeps Postgres from joining instead, over all that was ever said. How things stood is told by the last whole reply to an
     * earlier prompt; of several replies to one prompt, only the last was said. What it asked stands if nothing was said since. The draft that it
     * left may have been changed by hand.
     */
    private static final String REPLY = """
            , reply as (
              insert into message (id, conversation_id, prompt_id, role, status, content, runner, created_at)
              select $1, conversation_id, id, 'AGENT', 'STREAMING', '', $2,
                greatest($3::timestamptz, prompt.created_at + interval '1 microsecond', %3$s)
              from prompt
            )
            select p.conversation_id, p.content, standing.id as standing, standing.metadata::text as metadata,
              standing.id = earlier.latest as is_latest, earlier.roles, earlier.contents,
              case when talk.draft_of is not distinct from standing.id then talk.draft::text end as edited
            from prompt p
            cross join talk
            left join lateral (%1$s) standing on true
            cross join lateral (
              select array_agg(said.role order by said.created_at, said.id) as roles,
                array_agg(said.content order by said.created_at, said.id) as contents,
                (array_agg(said.id order by said.created_at desc, said.id desc))[1] as latest
              from (
                select m.id, m.role, m.content, m.created_at from message m
                where m.conversation_id = p.conversation_id and m.created_at < p.created_at and m.content <> ''
                  and not exists (select from message n where n.prompt_id = m.prompt_id and n.created_at > m.created_at offset 0)
                order by m.created_at desc, m.id desc limit %2$d
              ) said
            ) earlier""".formatted(
                    STANDING.formatted("p.conversation_id", EARLIER),
                    EARLIER_MESSAGES,
                    AFTER_ALL.formatted("prompt.conversation_id"));

    static final String ASK_FIRST = IN_NEW_CONVERSATION + NEW_PROMPT + REPLY;
    static final String ASK = IN_CONVERSATION + NEW_PROMPT + REPLY;
    static final String AGAIN = SAME_PROMPT + REPLY;

    private final Pool pool;
    private final Replica replica;
    private final InstantSource clock;

    Turns(Pool pool, Replica replica, InstantSource clock) {
        this.pool = pool;
        this.replica = replica;
        this.clock = clock;
    }

    /** A new prompt, in a new conversation when no id is given. */
    Uni<Turn> ask(String owner, String conversationId, String content, boolean watched) {
        Instant now = clock.instant();
        String reply = Ids.make("msg", now.plus(AFTER));
        Tuple values = values(reply, now, conversationId == null ? Ids.make("conv", now) : conversationId, owner)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addString(Conversation.titleOf(content))
                .addString(Ids.make("msg", now))
                .addString(content);
        return pool.preparedQuery(conversationId == null ? ASK_FIRST : ASK)
                .execute(values)
                .map(rows -> turn(rows, reply, owner, watched).orElseThrow(Conversations::unknown));
    }

    /** The prompt that this message is, or answers, once more. */
    Uni<Turn> again(String owner, String messageId) {
        Instant now = clock.instant();
        String reply = Ids.make("msg", now.plus(AFTER));
        return pool.preparedQuery(AGAIN)
                .execute(values(reply, now, messageId, owner))
                .map(rows -> turn(rows, reply, owner, false).orElseThrow(Messages::unknown));
    }

    private Tuple values(String reply, Instant now, String id, String owner) {
        return Tuple.of(reply, replica.id(), now.plus(AFTER).atOffset(ZoneOffset.UTC), id, owner);
    }

    private static Optional<Turn> turn(RowSet<Row> rows, String reply, String owner, boolean watched) {
        Iterator<Row> found = rows.iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        Row row = found.next();
        return Optional.of(new Turn(
                row.getString("conversation_id"),
                reply,
                owner,
                row.getString("content"),
                standing(row),
                watched,
                earlier(row)));
    }

    private static Standing standing(Row row) {
        String edited = row.getString("edited");
        Standing standing = said(row);
        return edited == null ? standing : standing.edited(Json.decodeValue(edited, Rule.class));
    }

    private static Standing said(Row row) {
        if (row.getString("standing") == null) {
            return Standing.NOTHING;
        }
        Standing standing =
                Standing.of(row.getString("standing"), Json.decodeValue(row.getString("metadata"), Metadata.class));
        return row.getBoolean("is_latest") ? standing : standing.withoutQuestion();
    }

    private static List<Turn.Said> earlier(Row row) {
        List<Turn.Said> said = new ArrayList<>();
        String[] roles = row.getArrayOfStrings("roles");
        String[] contents = row.getArrayOfStrings("contents");
        for (int i = 0; roles != null && i < roles.length; i++) {
            said.add(new Turn.Said(Role.valueOf(roles[i]), contents[i]));
        }
        return said;
    }
}
