-- An item is found by its id in any case. One that was left half-made is made anew.
drop index concurrently if exists item_id_folded;
create index concurrently item_id_folded on item (lower(item_id collate "C"));
