-- Deliveries: one row for each message and destination. It is settled once the destination has accepted or refused it
-- for good.
create sequence delivery_seq;

create table delivery (
    customer_id text        not null,
    destination text        not null default 'netmera',
    seq         bigint      not null default nextval('delivery_seq'),
    id          text        not null,
    session_id  text,
    kind        text        not null,
    event_id    text        not null,
    body        jsonb       not null,
    status      text        not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'REJECTED')),
    attempts    integer     not null default 0,
    answer      text,
    created_at  timestamptz not null,
    settled_at  timestamptz,
    -- A replay is a new delivery that names the one it repeats.
    replay_of   text,
    -- When the claim of its last attempt was made: the wait before it is ours, the one after it the destination's.
    claimed_at  timestamptz,
    -- The trace that it belongs to, in W3C's form ("00-<trace>-<span>-01"), for sampled ones only.
    traceparent text,
    primary key (customer_id, seq)
-- Each row is written twice. With the usual 20 % of a large table, vacuum would come so late that claims read through
-- settled rows, and statistics would hide pending ones.
) with (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.01,
    autovacuum_analyze_threshold = 5000);

create unique index delivery_id on delivery (id);
create index delivery_pending on delivery (customer_id, destination, seq) where status = 'PENDING';
-- Settled deliveries are removed after a while.
create index delivery_settled on delivery (settled_at) where status <> 'PENDING';
-- Rejected deliveries are few among millions, and counted and listed often.
create index delivery_rejected on delivery (seq) where status = 'REJECTED';
-- Lists and replays read one status from the latest or the oldest on. The dispatcher must not use this index: with
-- statistics from a moment when nothing was pending it would seem cheaper than its own. Hence lower(status), which only
-- lists use.
create index delivery_by_time on delivery (lower(status), created_at, seq);
-- Finds a customer in deliveries about many customers.
create index delivery_customers on delivery using gin ((body -> 'customers')) where kind in ('tag', 'untag');

-- Lanes: one row for each customer and destination, the queue of that customer's deliveries to it. A replica that leases
-- the lane has these deliveries to itself, which keeps them in order across replicas. `due_at` is when the lane may be
-- leased next: now, after a pause, or when its lease has ended; null if nothing is pending, or if the customer is
-- anonymous and awaits identification. Deliveries about many customers have collective lanes, which are claimed apart.
create table lane (
    customer_id text        not null,
    destination text        not null default 'netmera',
    last_seq    bigint      not null,
    held        boolean     not null default false,
    due_at      timestamptz,
    lease       text,
    collective  boolean     not null default false,
    primary key (customer_id, destination)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- By destination first: claims for one don't read through another one's lanes, however many are due there.
create index lane_due on lane (destination, due_at) where due_at is not null;
create index lane_due_collective on lane (destination, due_at) where due_at is not null and collective;

-- Destinations to which delivery is paused, on all replicas.
create table paused_destination (
    destination text primary key
);
