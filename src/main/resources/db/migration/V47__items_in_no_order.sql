-- Items in an order that has nothing to do with what they are: the first of them are a fair sample of all. One that was left half-made is made anew.
drop index concurrently if exists item_sampled;
create index concurrently item_sampled on item (hashtext(item_id));
