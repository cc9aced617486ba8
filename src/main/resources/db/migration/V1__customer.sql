-- Customers, their sessions and their consent. Every table with customer data carries the customer's id, by which all of it could be sharded.

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
    converted    boolean     not null default false,
    source_event text        not null,
    started_at   timestamptz not null,
    last_seen_at timestamptz not null,
    closed_at    timestamptz
) with (fillfactor = 80);

-- Each call updates last_seen_at. Without that column in an index the row is updated in place. Idle sessions are found by their start.
create index session_unclosed on session (started_at) where status = 'OPEN';
create index session_closed on session (closed_at) where status <> 'OPEN';
create index session_customer on session (customer_id);

-- Customers who opted out. They are answered, and no event of theirs is sent.
create table denial (
    customer_id text        primary key,
    at          timestamptz not null
);
