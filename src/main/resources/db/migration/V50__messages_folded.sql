-- What was said is searched as it is folded. One that was left half-made is made anew; the index of what was said as it is written serves nothing any more.
drop index concurrently if exists message_folded;
create index concurrently message_folded on message using gin (folded(content) gin_trgm_ops);
drop index concurrently if exists message_search;
