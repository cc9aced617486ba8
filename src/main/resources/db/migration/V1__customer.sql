-- Customers, their sessions and their consent. Every table with customer data has the customer's id, so that all of it
-- could be sharded by customer.

create table customer (
    id         text        primary key,
    profile    jsonb       not null default '{}',
    created_at timestamptz not null
);

create table session (
    id           text        primary key,
    customer_id  text        not null,
    anonymous    boolean     not null,
    platform     text        not null,
    entry_point  text,
    status       text        not null default 'OPEN' check (status in ('OPEN', 'CONVERTED', 'ABANDONED')),
    queried      boolean     not null default false,
    viewed       boolean     not null default false,
    saved        boolean     not null default false,
    converted    boolean     not null default false,
    source_event text        not null,
    started_at   timestamptz not null,
    last_seen_at timestamptz not null,
    -- When its customer, anonymous until then, was identified.
    identified_at timestamptz,
    closed_at    timestamptz
) with (fillfactor = 80);

-- Each call updates last_seen_at. No index has that column, so the row is updated in place. Idle sessions are found by
-- their start.
create index session_unclosed on session (started_at) where status = 'OPEN';
create index session_closed on session (closed_at) where status <> 'OPEN';
-- By bytes, whatever the database's locale: it finds customers by the beginning of their id, too.
create index session_customer on session (customer_id text_pattern_ops);

-- Closed sessions by the ten minutes in which they began and by what was done in them, for the funnel: reading it costs
-- what its period holds, however many sessions there were. No customer is in it.
create table session_count (
    at        timestamptz primary key,
    sessions  bigint      not null,
    queried   bigint      not null,
    viewed    bigint      not null,
    saved     bigint      not null,
    converted bigint      not null
);

-- Opted-out customers. They get answers, and none of their events is sent.
create table denial (
    customer_id text        primary key,
    at          timestamptz not null
);

-- Each opt-out and each later opt-in, kept until the customer is erased: the proof of what held when.
create table consent_change (
    id          bigint      generated always as identity primary key,
    customer_id text        not null,
    at          timestamptz not null,
    granted     boolean     not null
);

create index consent_change_of_customer on consent_change (customer_id, at);
