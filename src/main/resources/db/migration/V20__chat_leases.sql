-- Since when a replica has been renewing its lease without a gap. One that has just come, or was itself away, can't tell whether others are dead:
-- after an outage of the database all leases are over, and all who held them may be back a moment later.
alter table chat_replica add column alive_since timestamptz not null default now();
