-- The keys of AI platforms. Only a key's hash is kept; the id is its public part.
create table api_key (
    id         text        primary key,
    hash       bytea       not null,
    platform   text        not null,
    name       text,
    created_by text        not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);
