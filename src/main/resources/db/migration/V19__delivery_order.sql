-- Operators look at deliveries the latest first, whosever they are: without this each look sorts the whole table.
create index delivery_latest on delivery (seq);
