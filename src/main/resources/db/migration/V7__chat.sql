-- Planners' conversations with the agent, and the log that every reply is written to while it is being made.

create table conversation (
    id         text        primary key,
    owner      text        not null,
    title      text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- The draft as its planner has edited it, and the reply whose draft that was (null before the first). It holds
    -- until a later reply.
    draft      jsonb,
    draft_of   text,
    -- What a front end that makes up its own ids calls it.
    client_id  text
);

create unique index conversation_of_client on conversation (owner, client_id) where client_id is not null;

create index conversation_of_owner on conversation (owner, updated_at desc, id desc);
create index conversation_past on conversation (updated_at);
create index conversation_title_search on conversation using gin (title gin_trgm_ops);

create table message (
    id              text        primary key,
    conversation_id text        not null references conversation on delete cascade,
    -- The prompt that an agent's message answers; several messages answer one prompt when it was regenerated.
    prompt_id       text        references message on delete cascade,
    role            text        not null check (role in ('USER', 'AGENT')),
    status          text        not null
                                check (status in ('STREAMING', 'COMPLETE', 'STOPPED', 'INTERRUPTED', 'FAILED')),
    content         text        not null,
    metadata        jsonb,
    rating          text        check (rating in ('UP', 'DOWN')),
    comment         text,
    -- While it streams: the replica that makes it, and whether a stop was requested.
    runner          text,
    stop_requested  boolean     not null default false,
    -- The planner whose reply it is; null once it is made.
    owner           text,
    -- The reply's effect and its text ({"text": …, "metadata": …}), written in the transaction of the effect.
    effect          jsonb,
    -- What a replay in the same pieces needs besides text and metadata, once the log is gone.
    replay          jsonb,
    created_at      timestamptz not null
);

create index message_of_conversation on message (conversation_id, created_at, id);
create index message_of_prompt on message (prompt_id);
-- Messages are searched in folded form.
create index message_folded on message using gin (folded(content) gin_trgm_ops);
-- Running replies of a planner: only these have an owner.
create index message_running_of on message (owner) where owner is not null;
-- At most one running reply per conversation, whichever replicas its prompts arrive at.
create unique index message_one_run on message (conversation_id) where status = 'STREAMING';

-- The frames sent to viewers, in batches: frame number `first` to `last`, one JSON text a line (JSON escapes line
-- breaks, so none is inside one).
create table run_log (
    message_id text    not null references message on delete cascade,
    first      integer not null,
    last       integer not null,
    frames     text    not null,
    primary key (message_id, first)
);

-- Replicas that make replies renew this lease; once it has ended, their replies are over. By the database's clock, the
-- only one they share.
create table chat_replica (
    id          text        primary key,
    alive_until timestamptz not null,
    -- Since when the lease has been renewed without a gap. A replica that has just started, or was away itself, can't
    -- tell whether others are dead.
    alive_since timestamptz not null default now()
);
