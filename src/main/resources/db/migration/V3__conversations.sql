-- Planners' conversations with the agent, and the log that every reply is written to while it is being made.

create table conversation (
    id         text        primary key,
    owner      text        not null,
    title      text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index conversation_of_owner on conversation (owner, updated_at desc, id desc);
create index conversation_title_search on conversation using gin (title gin_trgm_ops);

create table message (
    id              text        primary key,
    conversation_id text        not null references conversation on delete cascade,
    -- The prompt that an agent's message answers; several messages answer one prompt when it was regenerated.
    prompt_id       text        references message on delete cascade,
    role            text        not null check (role in ('USER', 'AGENT')),
    status          text        not null check (status in ('STREAMING', 'COMPLETE', 'STOPPED', 'INTERRUPTED', 'FAILED')),
    content         text        not null,
    metadata        jsonb,
    rating          text        check (rating in ('UP', 'DOWN')),
    comment         text,
    -- While it streams: the replica that makes it, and whether somebody asked it to stop.
    runner          text,
    stop_requested  boolean     not null default false,
    created_at      timestamptz not null
);

create index message_of_conversation on message (conversation_id, created_at, id);
create index message_of_prompt on message (prompt_id);
create index message_search on message using gin (content gin_trgm_ops);
-- At most one reply at a time in a conversation, whichever replicas its prompts arrive at.
create unique index message_one_run on message (conversation_id) where status = 'STREAMING';

-- What viewers were sent, in batches: frame number `first` to `last`, one JSON text a line (JSON escapes line breaks, so none is inside one).
create table run_log (
    message_id text    not null references message on delete cascade,
    first      integer not null,
    last       integer not null,
    frames     text    not null,
    primary key (message_id, first)
);

-- Replicas that make replies renew this; when one has not, its replies are over. By the database's clock, the only one they share.
create table chat_replica (
    id          text        primary key,
    alive_until timestamptz not null
);

-- The audience taxonomy. A signal that is retired keeps its row, since audiences and conversations name it.
create table signal (
    id          text        primary key,
    name        text        not null,
    type        text        not null check (type in ('LOCATION', 'TRANSACTION', 'DEMOGRAPHIC', 'INTEREST')),
    path        text[]      not null,
    keywords    text[]      not null,
    source      text        not null,
    -- The import that last held it: what an import with ?replace=true did not hold is retired.
    imported_by text        not null,
    retired_at  timestamptz
);

-- Goes up with every change of the taxonomy, so that replicas know when to read it again.
create sequence taxonomy_version;

-- Which customer showed which signal.
create table customer_signal (
    customer_id text        not null,
    signal_id   text        not null,
    strength    real        not null,
    count       integer     not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    source      text        not null,
    primary key (customer_id, signal_id)
);

create index customer_signal_by_signal on customer_signal (signal_id);
