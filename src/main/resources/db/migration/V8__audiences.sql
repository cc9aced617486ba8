-- Audiences that planners keep, who changed what in them, and what Netmera has been told of their members.

create table audience (
    id         text        primary key,
    owner      text        not null,
    name       text        not null,
    rule       jsonb       not null,
    version    integer     not null,
    -- What it was made because of, such as the message that asked for a yes; it is made once for that.
    origin     text        unique,
    -- Under which Netmera knows its members. It stays when the audience is renamed: segments and journeys name it.
    tag        text        not null unique,
    -- Whether its members are meant to carry the tag.
    active     boolean     not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- One that was deleted keeps its row, for the record; callers are told that there is none.
    deleted_at timestamptz
);

create index audience_of_owner on audience (owner, updated_at desc, id desc) where deleted_at is null;

create table audience_version (
    audience_id text        not null references audience,
    version     integer     not null,
    by          text        not null,
    at          timestamptz not null,
    name        text        not null,
    rule        jsonb       not null,
    primary key (audience_id, version)
);

-- A planner's act: to tag the members, to tag and untag the difference, to untag all. The counts are of customers.
create table activation (
    id               text        primary key,
    audience_id      text        not null references audience,
    act              text        not null check (act in ('ACTIVATE', 'REFRESH', 'DEACTIVATE')),
    status           text        not null check (status in ('PLANNING', 'SENDING', 'DONE', 'SUPERSEDED')),
    by               text        not null,
    at               timestamptz not null,
    audience_version integer     not null,
    rule             jsonb       not null,
    -- The position of the last member that was held against the ledger.
    planned_to       integer     not null default 0,
    done_at          timestamptz,
    to_tag           bigint      not null default 0,
    to_untag         bigint      not null default 0,
    anonymous        bigint      not null default 0,
    tagged           bigint      not null default 0,
    untagged         bigint      not null default 0,
    refused          bigint      not null default 0
);

create index activation_of_audience on activation (audience_id, at desc, id desc);
-- At most one at a time of an audience, whichever replicas are asked.
create unique index activation_under_way on activation (audience_id) where status in ('PLANNING', 'SENDING');

-- One row for each customer of whom Netmera is told, or has been told, that they carry the tag; gone when it was told otherwise.
create table audience_member (
    audience_id   text not null references audience,
    customer_id   text not null,
    -- The customer's position among all, by which members are listed.
    position      integer not null,
    state         text not null check (state in
                    ('TAG_DUE', 'TAG_SENT', 'TAGGED', 'TAG_REFUSED', 'UNTAG_DUE', 'UNTAG_SENT', 'UNTAG_REFUSED')),
    -- The activation that is to account for it; none for one that the customer's own decision brought about.
    activation_id text,
    -- The delivery that it was last sent with, and Netmera's answer if it refused.
    delivery_id   text,
    answer        text,
    primary key (audience_id, customer_id)
) with (fillfactor = 80);

create index audience_member_position on audience_member (audience_id, position);
create index audience_member_customer on audience_member (customer_id);
create index audience_member_due on audience_member (audience_id, state, customer_id) where state in ('TAG_DUE', 'UNTAG_DUE');
create index audience_member_activation on audience_member (activation_id, state);
