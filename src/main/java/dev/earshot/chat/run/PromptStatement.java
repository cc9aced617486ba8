package dev.earshot.chat.run;

/**
 * The statements that store a prompt with its coming reply, and return the conversation's state before. Each is one
 * statement, because a planner waits for the first word meanwhile.
 */
final class PromptStatement {
    private static final int EARLIER_PROMPTS = 10;

    /**
     * The planner's running replies, on all replicas. {@code is true} hides the status from the index of all running
     * replies.
     */
    private static final String RUNNING = """
            with running as (
              select count(*) as replies from message where owner = $5 and (status = 'STREAMING') is true
            )""";

    private static final String NEW_CONVERSATION = """
            , known as (
              select $4::text as id, false as busy
            ), talk as (
              insert into conversation (id, owner, title, created_at, updated_at, client_id)
              select $4, $5, $8, $7, $7, $11 from running where replies < $6 returning id, draft, draft_of
            )""";

    /**
     * A reply that was running when the statement began may have ended since, and what it left is not visible here: its
     * conversation counts as busy. It is found by its key: {@code is true} hides the owner from its index.
     */
    private static final String KNOWN = """
            , known as (
              select c.id,
                exists (select from message m where m.conversation_id = c.id and m.status = 'STREAMING') as busy
              from conversation c where c.id = %s and (c.owner = $5) is true
            )""";

    /**
     * A conversation is named after its first prompt until it is renamed. Its row is locked before those of its
     * messages, as by all writers.
     */
    private static final String IN_CONVERSATION = KNOWN.formatted("$4") + """
            , talk as (
              update conversation set updated_at = greatest(updated_at, $7),
                title = case title when '' then $8 else title end
              where id = (select known.id from known, running where not busy and replies < $6)
              returning id, draft, draft_of
            )""";

    /**
     * Later than all earlier messages, so that the order is the conversation's, however well replicas agree about the
     * time.
     */
    private static final String AFTER_ALL = """
            (select max(m.created_at) + interval '1 microsecond' from message m where m.conversation_id = %s)""";

    private static final String NEW_PROMPT = """
            , prompt as (
              insert into message (id, conversation_id, role, status, content, created_at)
              select $9, id, 'USER', 'COMPLETE', $10, greatest($7::timestamptz, %s) from talk
              returning id, conversation_id, content, created_at, true as newest, null::text as effect
            )""".formatted(AFTER_ALL.formatted("talk.id"));

    private static final String SAME_PROMPT =
            KNOWN.formatted("(select m.conversation_id from message m where m.id = $4)") + """
            , talk as (
              select id, draft, draft_of from conversation
              where id = (select known.id from known, running where not busy and replies < $6) for no key update
            ), prompt as (
              select p.id, p.conversation_id, p.content, p.created_at,
                not exists (select from message n where n.conversation_id = p.conversation_id
                  and n.created_at > p.created_at and n.role = 'USER') as newest,
                (select r.effect::text from message r where r.prompt_id = p.id and r.effect is not null
                  order by r.created_at desc limit 1) as effect
              from talk, message p
              where p.id = (select coalesce(m.prompt_id, m.id) from message m where m.id = $4)
                and p.conversation_id = talk.id
            )""";

    /**
     * The reply that holds the state of conversation {@code %1$s}: the last complete one to the last prompt {@code q}
     * that has any and fulfils {@code %2$s}. A regenerated reply belongs to its prompt, however late it came. A stopped
     * reply counts if it had an effect.
     */
    static final String STANDING = """
            select r.id, r.metadata from message q
            cross join lateral (
              select m.id, m.metadata from message m
              where m.prompt_id = q.id and m.status <> 'STREAMING' and m.metadata is not null
              order by m.created_at desc, m.id desc limit 1
            ) r
            where q.conversation_id = %1$s and q.role = 'USER' and %2$s
            order by q.created_at desc, q.id desc limit 1""";

    /**
     * It reads the state before the statement, and only this conversation's rows, however few there were at planning.
     * The order is that of the prompts; of several replies to one, the last counts. Its question stands if nothing was
     * said since. Its draft may have been edited since.
     */
    private static final String REPLY = """
            , reply as (
              insert into message (id, conversation_id, prompt_id, role, status, content, runner, owner, created_at)
              select $1, conversation_id, id, 'AGENT', 'STREAMING', '', $2, $5,
                greatest($3::timestamptz, prompt.created_at + interval '1 microsecond', %3$s)
              from prompt
            )
            select known.busy, running.replies >= $6 as full, p.conversation_id, p.content, p.newest, p.effect,
              standing.id as standing, standing.metadata::text as metadata,
              (standing.id = earlier.latest) is true as is_latest, earlier.roles, earlier.contents,
              case when talk.draft_of is not distinct from standing.id then talk.draft::text end as edited
            from running left join known on true left join talk on true left join prompt p on true
            left join lateral (%1$s) standing on true
            left join lateral (
              select (array_agg(said.reply order by said.created_at desc, said.id desc))[1] as latest,
                array_agg(part.role order by said.created_at, said.id, part.role desc)
                  filter (where part.content <> '') as roles,
                array_agg(part.content order by said.created_at, said.id, part.role desc)
                  filter (where part.content <> '') as contents
              from (
                select q.id, q.created_at, q.content, r.id as reply, r.content as answer from message q
                left join lateral (
                  select m.id, m.content from message m where m.prompt_id = q.id
                  order by m.created_at desc, m.id desc limit 1
                ) r on true
                where q.conversation_id = p.conversation_id and q.created_at < p.created_at and q.role = 'USER'
                order by q.created_at desc, q.id desc limit %2$d
              ) said cross join lateral (values ('USER', said.content), ('AGENT', said.answer)) as part (role, content)
            ) earlier on true""".formatted(
                    STANDING.formatted("p.conversation_id", "q.created_at < p.created_at"),
                    EARLIER_PROMPTS,
                    AFTER_ALL.formatted("prompt.conversation_id"));

    static final String ASK_FIRST = RUNNING + NEW_CONVERSATION + NEW_PROMPT + REPLY;
    static final String ASK = RUNNING + IN_CONVERSATION + NEW_PROMPT + REPLY;
    static final String AGAIN = RUNNING + SAME_PROMPT + REPLY;

    private PromptStatement() {}
}
