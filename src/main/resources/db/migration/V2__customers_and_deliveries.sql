-- Customers, their visits and calls, and what Netmera is owed of them. Every table carries the customer, by whom all of it could be sharded.

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

create index session_open on session (last_seen_at) where status = 'OPEN';
create index session_customer on session (customer_id);

create table call (
    id          text        primary key,
    customer_id text        not null,
    session_id  text        not null,
    platform    text        not null,
    tool        text        not null,
    arguments   jsonb       not null,
    at          timestamptz not null
);

create index call_customer on call (customer_id, at);
create index call_at on call (at);

-- One row for each thing that Netmera is to be told. It is settled when Netmera has taken or refused it for good.
create sequence delivery_seq;

create table delivery (
    customer_id text        not null,
    seq         bigint      not null default nextval('delivery_seq'),
    id          text        not null,
    session_id  text,
    kind        text        not null,
    event_id    text        not null,
    body        jsonb       not null,
    status      text        not null default 'OWED' check (status in ('OWED', 'DELIVERED', 'REJECTED')),
    attempts    integer     not null default 0,
    answer      text,
    created_at  timestamptz not null,
    settled_at  timestamptz,
    primary key (customer_id, seq)
) with (fillfactor = 80);

create unique index delivery_id on delivery (id);
create index delivery_owed on delivery (customer_id, seq) where status = 'OWED';

-- One row a customer: the queue that their deliveries stand in. Whoever leases the lane has the customer's deliveries to itself, which is
-- what keeps them in order across replicas. `due_at` is when it may be leased next: now, after a pause, or when the lease on it has run out;
-- null when nothing is owed, or when the customer is still anonymous and waits to be identified.
create table lane (
    customer_id text        primary key,
    last_seq    bigint      not null,
    held        boolean     not null default false,
    due_at      timestamptz,
    lease       text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

create index lane_due on lane (due_at) where due_at is not null;
