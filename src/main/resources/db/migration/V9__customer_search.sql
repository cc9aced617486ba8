-- What a customer is found by: the id, and the texts and numbers of the profile, each as a whole and word by word. A
-- search is a range of words, so a page of it costs what it holds. Erasing the customer deletes them.
create table customer_word (
    word        text collate "C" not null,
    customer_id text             not null,
    primary key (word, customer_id)
);

create index customer_word_of_customer on customer_word (customer_id, word);

-- A phone number is found however it is spaced.
create function customer_words(text text) returns text[]
    language sql immutable strict parallel safe
    return array(
        select distinct left(word, 200) from (
            select btrim(folded(text)) as word
            union all select regexp_split_to_table(btrim(folded(text)), '\s+')
            union all select regexp_replace(text, '\D', '', 'g') where text ~ '^\+?[-0-9 ()./]{6,30}$') as words
        where word <> '');

create function customer_is_written() returns trigger language plpgsql as $$
begin
    delete from customer_word where customer_id = old.id;
    insert into customer_word (word, customer_id)
        select distinct word, new.id from (
            select unnest(customer_words(new.id)) as word
            union all (select unnest(customer_words(left(a.value #>> '{}', 200)))
                from jsonb_each(new.profile) a where jsonb_typeof(a.value) in ('string', 'number')
                order by a.key limit 200)) as words
        order by word;
    return null;
end $$;

create function customer_is_removed() returns trigger language plpgsql as $$
begin
    delete from customer_word where customer_id = old.id;
    return null;
end $$;

create trigger customer_is_inserted after insert on customer for each row execute function customer_is_written();
create trigger customer_is_updated after update on customer for each row
    when (old.profile is distinct from new.profile) execute function customer_is_written();
create trigger customer_is_deleted after delete on customer for each row execute function customer_is_removed();
