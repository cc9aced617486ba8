-- The catalogue that the tools search. Both extensions are trusted: the owner of the database may create them.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- English; "cafe" finds "Café", "gunes" finds "Güneş".
create text search configuration catalogue (copy = english);
alter text search configuration catalogue
    alter mapping for hword, hword_part, word with unaccent, english_stem;

-- The words as they are written, for the vocabulary.
create text search configuration catalogue_words (copy = simple);
alter text search configuration catalogue_words
    alter mapping for hword, hword_part, word with unaccent, simple;

-- Postgres would read "wi-fi", "and/or" and "store.example" as one compound, path or host each; in a catalogue they are
-- words.
create function separate_words(text text) returns text
    language sql immutable strict parallel safe
    return translate(text, '-/_.@:+&’', '         ');

-- A word and its spellings with any one letter left out: two words that differ by one missing, added, wrong or swapped
-- letter share a spelling, which an index finds where comparing would mean reading the whole vocabulary. Short words
-- have too many neighbours for that.
create function spellings(word text) returns text[]
    language sql immutable strict parallel safe
    return case
        when length(word) not between 4 and 24 then array[word]
        else array(
            select word
            union select overlay(word placing '' from i for 1) from generate_series(1, length(word)) i)
    end;

-- One folding of all searched text, the same whatever the database's locale: lower case without accents, composed
-- again, so that Hangul stays syllables and Devanagari keeps its vowel signs. The class FoldedText does the same in
-- memory; a test compares the two.
create function folded(text text) returns text
    language sql immutable strict parallel safe
    return case
        when octet_length(text) = length(text) then lower(text collate "C")
        else normalize(replace(replace(replace(replace(translate(
            regexp_replace(normalize(text, NFKD), '[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u2064\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF]+', '', 'g'),
            'ABCDEFGHIJKLMNOPQRSTUVWXYZıØøŁłĐđÐðĦħŦŧŊŋƏəẞÆŒÞ' || 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς' || 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐҒҚҢҮҰҲҺӘӨ' || 'ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ' || 'ىیکٱةہھ',
            'abcdefghijklmnopqrstuvwxyzioollddddhhttnneeßæœþ' || 'αβγδεζηθικλμνξοπρστυφχψωσ' || 'абвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґғқңүұҳһәө' || 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ' || 'ييكاههه'),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), NFC)
    end;

-- The words of a text, separated by spaces: other characters are removed. Each sign of Chinese and Japanese, which
-- write no spaces, is a word; a query finds a row of them as a phrase.
create function search_words(text text) returns text
    language sql immutable strict parallel safe
    return separate_words(case
        when octet_length(text) = length(text) then lower(text collate "C")
        else regexp_replace(
            regexp_replace(folded(text),
                '[\u0080-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7\u055A-\u055F\u0589\u060C\u061B\u061E\u061F\u066A-\u066D\u06D4\u0964\u0965\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30A0\u30FB\uD7FC-\uF8FF\uFFF0-\uFFFF\U0001F000-\U0001FAFF]+', ' ', 'g'),
            '([\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF])', ' \1 ', 'g')
    end);

-- ">travel planning>flight>" for "travel_planning > Flights": a path contains part of itself as text, however either is
-- spelled.
create function category_path(category text) returns text
    language sql immutable strict parallel safe
    return '>' || regexp_replace(
        regexp_replace(translate(folded(category), '_-', '  '), '\s+', ' ', 'g') || '>', 's? ?([>/]+ ?)+', '>', 'g');

-- The searched text of an item. A trigger writes it: a generated column could not use these functions later without
-- being rewritten.
create function searchable(name text, category text, description text) returns tsvector
    language sql immutable strict parallel safe
    return setweight(to_tsvector('catalogue', search_words(name)), 'A')
        || setweight(to_tsvector('catalogue', search_words(category)), 'B')
        || setweight(to_tsvector('catalogue', search_words(description)), 'C');

create table item (
    item_id     text primary key,
    name        text not null,
    category    text not null,
    description text not null,
    price       numeric(14, 2) not null check (price >= 0),
    currency    text not null,
    url         text not null,
    image_url   text not null default '',
    category_path text not null generated always as (category_path(category)) stored,
    searchable  tsvector not null
);

-- Without fast update: otherwise searches would read through the last import, one entry after the other, until the next
-- vacuum.
create index item_searchable on item using gin (searchable) with (fastupdate = off);
create index item_category on item (category_path, price);
create index item_price on item (price, item_id);
-- Items of one currency by price, however few they are.
create index item_currency on item (currency, price, item_id);
-- An item is found by its id in any case.
create index item_id_folded on item (lower(item_id collate "C"));
-- Items in an order unrelated to their content: the first of them are a fair sample of all.
create index item_sampled on item (hashtext(item_id));

-- Every category that an item was ever in, as its path: finds those that contain a part without reading the items.
create table category (
    path text primary key
);

create index category_trigrams on category using gin (path gin_trgm_ops) with (fastupdate = off);

-- Every origin that a picture of an item was ever at: cards name them, without reading the items.
create table image_origin (
    origin text primary key
);

create function item_is_written() returns trigger language plpgsql as $$
begin
    new.searchable := searchable(new.name, new.category, new.description);
    insert into category (path) select category_path(new.category)
        where not exists (select from category where path = category_path(new.category)) on conflict do nothing;
    return new;
end $$;

create trigger item_is_inserted before insert on item for each row execute function item_is_written();
create trigger item_is_updated before update on item for each row
    when ((old.name, old.category, old.description) is distinct from (new.name, new.category, new.description))
    execute function item_is_written();

-- Every word that an item was ever imported with, and its stem, to complete or correct a query's unknown word. Words of
-- withdrawn items stay: they find nothing, and finding them out would cost each import a look at the whole catalogue.
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
