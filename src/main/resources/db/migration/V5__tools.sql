-- Calls of tools, and the answers that retries get.

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

-- Answers to calls with an idempotency key, so that a retry gets the same answer and has no second effect. A row
-- without an answer is a call in flight. `id` and `fingerprint` are hashes: of the caller and the key, of the tool and
-- its arguments. `effect_key` names the effect for the system that has it, if that is not this one: a call whose end is
-- not known is repeated under the same one.
create table kept_answer (
    id          text        primary key,
    claim       text        not null unique,
    fingerprint text        not null,
    claimed_at  timestamptz not null,
    expires_at  timestamptz not null,
    customer_id text,
    answer      text,
    refusal     text,
    effect_key  text
);

create index kept_answer_expired on kept_answer (expires_at);
create index kept_answer_customer on kept_answer (customer_id) where customer_id is not null;
