-- What is past its time is found without reading everything.
create index session_past on session (last_seen_at) where status <> 'OPEN';
create index conversation_past on conversation (updated_at);

-- The trace that a delivery belongs to, as W3C writes it ("00-<trace>-<span>-01"), so that it goes on when it is sent. Of sampled ones only.
alter table delivery add column traceparent text;
