-- The audience taxonomy. A retired signal keeps its row, because audiences and conversations name it.
create table signal (
    id          text        primary key,
    name        text        not null,
    type        text        not null check (type in ('LOCATION', 'TRANSACTION', 'DEMOGRAPHIC', 'INTEREST')),
    path        text[]      not null,
    keywords    text[]      not null,
    source      text        not null,
    -- The import that last held it: an import with ?replace=true retires the signals of other imports.
    imported_by text        not null,
    retired_at  timestamptz,
    -- The signals below one when it was retired: saved rules still include them.
    below       text[]
);

-- The version of the taxonomy, in one row: it goes up in the transaction that changes the taxonomy, so that replicas
-- know when to reload it.
create sequence taxonomy_version;

create table taxonomy_state (
    id      boolean primary key default true check (id),
    version bigint  not null
);
insert into taxonomy_state (version) values (nextval('taxonomy_version'));

-- Which customer showed which signal.
create table customer_signal (
    customer_id text        not null,
    signal_id   text        not null,
    strength    real        not null,
    count       integer     not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    source      text        not null,
    -- The time before the last one; none if there was only one.
    seen_before timestamptz,
    primary key (customer_id, signal_id)
);

create index customer_signal_by_signal on customer_signal (signal_id);

-- Sizing an audience by rows takes seconds with millions of them. So shown signals are kept as bitmaps as well:
-- customers have numbers, a block is 16,384 of them, and a rule is a few bit operations on each block. The rows of
-- customer_signal are the truth; the bitmaps follow them (class SignalBitmaps).

-- A number of a removed customer (erased, or merged into another) has none until its bits are cleared. Its events then
-- belong to `moved_to`, if anybody.
create table customer_number (
    number      integer generated always as identity primary key,
    customer_id text    unique,
    moved_to    text
);

create index customer_number_gone on customer_number (number) where customer_id is null;
create index customer_number_moved on customer_number (moved_to) where moved_to is not null;

-- Signals shown for the first time, or for the first time on a day (UTC), since the last update of the bitmaps. Calls
-- only append to it, so that none waits for another.
create table signal_change (
    customer_id text not null,
    signal_id   text not null
);

create index signal_change_of_customer on signal_change (customer_id);

-- The signal '' belongs to all customers that showed any.
create table signal_bits (
    signal_id text       collate "C" not null,
    block     integer    not null,
    members   bit(16384) not null,
    primary key (signal_id, block)
) with (fillfactor = 70);

-- Three blocks to a page; compressing them would cost more than it saves.
alter table signal_bits alter members set storage plain;
create index signal_bits_of_block on signal_bits (block);

-- The numbers of customers that showed a signal on a day (UTC), at least those that have not shown it since. Bits would
-- take ten times the space: most signals are shown by few of a block on a day. A number may occur twice.
create table signal_day (
    signal_id text      not null,
    day       date      not null,
    numbers   integer[] not null,
    primary key (signal_id, day)
) with (fillfactor = 70);

-- Numbers compress badly.
alter table signal_day alter numbers set storage external;

-- What customers did: one row for each event of a customer that had not opted out, with what rules and reports ask for.
-- Category, price and currency are the event's own, or those that the catalogue had for its item.
create table customer_event (
    number        integer     not null,
    event         text        collate "C" not null,
    at            timestamptz not null,
    event_id      text        collate "C" not null,
    session_id    text        not null,
    platform      text        not null,
    item_id       text,
    category      text,
    category_path text,
    price         numeric,
    currency      text,
    parameters    jsonb       not null
);

create index customer_event_at on customer_event (event, at) include (number);
create index customer_event_of_customer on customer_event (number, event, at);
-- Rows are appended in the order of time, so an index of a few pages finds the old ones.
create index customer_event_age on customer_event using brin (at);

-- Events that are not in customer_event yet. Calls only append to it.
create table event_change (
    customer_id text        not null,
    event       text        not null,
    at          timestamptz not null,
    event_id    text        not null,
    session_id  text        not null,
    platform    text        not null,
    parameters  jsonb       not null
);

create index event_change_of_customer on event_change (customer_id);

-- Who caused an event at least so many `times` in a span of so many `days`, in UTC: the bits of customer_event. Spans
-- begin at multiples of their length since 1970-01-01. The bits of a removed customer's number stay, and count for
-- nothing, because the number is not among all customers any more.
create table event_bits (
    event   text       collate "C" not null,
    times   smallint   not null,
    days    smallint   not null check (days in (1, 8, 64)),
    start   date       not null,
    block   integer    not null,
    members bit(16384) not null,
    primary key (event, times, days, start, block)
) with (fillfactor = 70);

alter table event_bits alter members set storage plain;
create index event_bits_age on event_bits (start);

-- The times of the same events, packed: a rule that asks for an order or for properties reads them from here, a hundred
-- times as fast as from customer_event. Rows wait in event_unpacked until they are worth packing (class EventPacks).
create table event_unpacked (
    event         text        collate "C" not null,
    number        integer     not null,
    at            timestamptz not null,
    platform      text        not null,
    category      text,
    category_path text,
    price         numeric,
    currency      text
);

-- What many events have in common. `price` is one that a pack can't hold. `used` is the last day on which an event with
-- this was packed.
create table event_detail (
    id            integer generated always as identity primary key,
    key           bytea   not null unique,
    platform      text    not null,
    category      text,
    category_path text,
    currency      text,
    price         numeric,
    used          date    not null
);

create index event_detail_age on event_detail (used);

-- For each event 7 bytes in `times`: the customer's place in the block, 14 bits, and the microseconds since the eight
-- days began (UTC), 40 bits; 4 bytes in `details`, an event_detail; and 4 bytes in `prices`, hundredths. Days are packed
-- together when their eight days are over.
create table event_pack (
    event   text     collate "C" not null,
    days    smallint not null check (days in (1, 8)),
    start   date     not null,
    block   integer  not null,
    times   bytea    not null,
    details bytea    not null,
    prices  bytea    not null,
    primary key (event, days, start, block)
);

-- They compress badly.
alter table event_pack alter times set storage external, alter details set storage external,
    alter prices set storage external;
create index event_pack_age on event_pack (start);
