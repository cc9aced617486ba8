-- The latest deliveries, and those of a period, are found without reading the others: of each status by when they came to be owed. One that was left half-made is made anew.
drop index concurrently if exists delivery_by_time;
create index concurrently delivery_by_time on delivery (status, created_at, seq);
