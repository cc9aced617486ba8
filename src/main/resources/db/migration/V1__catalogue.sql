-- The catalogue that the tools search. Both extensions are trusted: the owner of the database may create them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- English, and "cafe" finds "Café", "gunes" finds "Güneş".
create text search configuration catalogue (copy = english);
alter text search configuration catalogue
    alter mapping for hword, hword_part, word with unaccent, english_stem;

-- The words as they are written, for the vocabulary.
create text search configuration catalogue_words (copy = simple);
alter text search configuration catalogue_words
    alter mapping for hword, hword_part, word with unaccent, simple;

-- Postgres would read "wi-fi", "and/or" and "store.example" as one compound, path or host each; a catalogue means words.
create function separate_words(text text) returns text
    language sql immutable strict parallel safe
    return translate(text, '-/_.@:+&’', '         ');

-- A word and what it becomes with any one letter left out: two words that differ by one missing, added, wrong or swapped letter share a
-- spelling, which an index finds where comparing would mean reading the whole vocabulary. Short words have too many neighbours for that.
create function spellings(word text) returns text[]
    language sql immutable strict parallel safe
    return case
        when length(word) not between 4 and 24 then array[word]
        else array(select word union select overlay(word placing '' from i for 1) from generate_series(1, length(word)) i)
    end;

-- ">travel planning>flight>" for "travel_planning > Flights": a path contains part of itself as text, however either is spelled.
create function category_path(category text) returns text
    language sql immutable strict parallel safe
    return '>' || regexp_replace(regexp_replace(translate(lower(category), '_-', '  '), '\s+', ' ', 'g') || '>', 's? ?([>/]+ ?)+', '>', 'g');

create table item (
    item_id     text primary key,
    name        text not null,
    category    text not null,
    description text not null,
    price       numeric(14, 2) not null check (price >= 0),
    currency    text not null,
    url         text not null,
    category_path text not null generated always as (category_path(category)) stored,
    searchable  tsvector not null generated always as (
        setweight(to_tsvector('catalogue', separate_words(name)), 'A')
        || setweight(to_tsvector('catalogue', separate_words(category)), 'B')
        || setweight(to_tsvector('catalogue', separate_words(description)), 'C')) stored
);

-- Without fast update: else searches would read through what an import added last, one entry after the other, until the next vacuum.
create index item_searchable on item using gin (searchable) with (fastupdate = off);
create index item_category on item (category_path, price);
create index item_price on item (price, item_id);

-- Every word that an item was ever imported with, and its stem: what a query's unknown word is completed or corrected by. Words of items
-- that are gone stay: they find nothing, and finding out would cost each import a look at the whole catalogue.
create table item_word (
    word      text collate "C" primary key,
    lexeme    text collate "C" not null,
    spellings text[] not null generated always as (spellings(word)) stored
);

create index item_word_lexeme on item_word (lexeme);
create index item_word_spellings on item_word using gin (spellings) with (fastupdate = off);
create index item_word_trigrams on item_word using gin (word gin_trgm_ops) with (fastupdate = off);

create aggregate any_of(tsquery) (sfunc = tsquery_or, stype = tsquery);
create aggregate all_of(tsquery) (sfunc = tsquery_and, stype = tsquery);
