-- Lists and replays read one status from the latest or the oldest on. The dispatcher must not: it looks for a customer's pending deliveries,
-- and with statistics of when none was pending this index would seem cheaper than its own. Hence lower(status), which only lists say.
-- An index that was left half-made is made anew.
drop index concurrently if exists delivery_by_time;
create index concurrently delivery_by_time on delivery (lower(status), created_at, seq);
