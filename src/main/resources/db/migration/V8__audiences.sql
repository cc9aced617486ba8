-- Planners' audiences, their versions, and the tags that their members carry in Netmera.

create table audience (
    id         text        primary key,
    owner      text        not null,
    name       text        not null,
    rule       jsonb       not null,
    version    integer     not null,
    -- Its origin, such as the message that asked for a yes; there is one audience per origin.
    origin     text        unique,
    -- The name of its members in Netmera. It stays when the audience is renamed: segments and journeys use it.
    tag        text        not null unique,
    -- Whether its members should carry the tag.
    active     boolean     not null default false,
    -- How often it is refreshed by itself while it is active, and when next.
    refresh    text        check (refresh in ('HOUR', 'DAY', 'WEEK')),
    refresh_at timestamptz,
    -- The percentage of its members that never get the tag.
    holdout    integer     not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- A deleted audience keeps its row, for the record; callers get 404.
    deleted_at timestamptz
);

create index audience_of_owner on audience (owner, updated_at desc, id desc) where deleted_at is null;

create index audience_refresh on audience (refresh_at) where active and refresh_at is not null;

create table audience_version (
    audience_id text        not null references audience,
    version     integer     not null,
    by          text        not null,
    at          timestamptz not null,
    name        text        not null,
    rule        jsonb       not null,
    primary key (audience_id, version)
);

-- An action of a planner: tag the members, tag and untag the difference, untag all. The counts are of customers.
create table activation (
    id               text        primary key,
    audience_id      text        not null references audience,
    act              text        not null check (act in ('ACTIVATE', 'REFRESH', 'DEACTIVATE')),
    status           text        not null check (status in ('PLANNING', 'SENDING', 'DONE', 'SUPERSEDED')),
    by               text        not null,
    at               timestamptz not null,
    audience_version integer     not null,
    rule             jsonb       not null,
    -- The position of the last member compared with the tagged customers.
    planned_to       integer     not null default 0,
    done_at          timestamptz,
    to_tag           bigint      not null default 0,
    to_untag         bigint      not null default 0,
    members          bigint      not null default 0,
    anonymous        bigint      not null default 0,
    tagged           bigint      not null default 0,
    untagged         bigint      not null default 0,
    refused          bigint      not null default 0
);

create index activation_of_audience on activation (audience_id, at desc, id desc);
-- At most one running activation per audience, on whichever replica.
create unique index activation_under_way on activation (audience_id) where status in ('PLANNING', 'SENDING');

-- One row for each customer that carries the tag or is about to; deleted once the customer is untagged.
create table audience_member (
    audience_id   text not null references audience,
    customer_id   text not null,
    -- The customer's position among all customers, which orders the members.
    position      integer not null,
    state         text not null check (state in
                    ('TAG_DUE', 'TAG_SENT', 'TAGGED', 'TAG_REFUSED', 'UNTAG_DUE', 'UNTAG_SENT', 'UNTAG_REFUSED')),
    -- The activation that counts it; none if the customer's own decision caused it.
    activation_id text,
    -- The delivery that it was last sent with, and Netmera's answer if it refused.
    delivery_id   text,
    answer        text,
    primary key (audience_id, customer_id)
) with (fillfactor = 80);

create index audience_member_position on audience_member (audience_id, position);
create index audience_member_customer on audience_member (customer_id);
create index audience_member_due on audience_member (audience_id, state, customer_id)
    where state in ('TAG_DUE', 'UNTAG_DUE');
create index audience_member_activation on audience_member (activation_id, state);

-- Who was on which side of an audience with a holdout, since when: those to be tagged, and those held out. A customer
-- who leaves the audience, because of a conversion for example, stays here, so that both sides can be compared.
create table audience_trial (
    audience_id text        not null references audience,
    customer_id text        not null,
    held_out    boolean     not null,
    since       timestamptz not null,
    primary key (audience_id, customer_id)
);

create index audience_trial_customer on audience_trial (customer_id);
