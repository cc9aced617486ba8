-- Rejected deliveries are few among millions of settled ones, and counted and listed all the time by whoever watches.
create index delivery_rejected on delivery (seq) where status = 'REJECTED';
