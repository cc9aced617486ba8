-- Items of one currency by price, however few they are. One that was left half-made is made anew.
drop index concurrently if exists item_currency;
create index concurrently item_currency on item (currency, price, item_id);
