-- A replay is a new delivery that names the one it repeats.
alter table delivery add column replay_of text;

-- Settled deliveries are looked at by when, and removed after a while.
create index delivery_settled on delivery (settled_at) where status <> 'OWED';

-- One row: whether delivery is paused, for all replicas.
create table delivery_control (
    id     boolean primary key default true check (id),
    paused boolean not null default false
);
insert into delivery_control default values;

-- Customers who denied their consent. They get answers, and nobody is told anything of them.
create table denial (
    customer_id text        primary key,
    at          timestamptz not null
);
