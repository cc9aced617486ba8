-- The replies that are being made for a planner: only these have an owner. An index that was left half-made is made anew.
drop index concurrently if exists message_running_of;
create index concurrently message_running_of on message (owner) where owner is not null;
