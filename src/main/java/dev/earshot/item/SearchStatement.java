package dev.earshot.item;

/**
 * The search as SQL. Parameters: words, category, lowest and highest price, currencies, limit, offset; all but words, limit and offset may
 * be null.
 *
 * <p>The first row carries the counts, and so does every other; without an item on the page it is the only one, its item null.
 */
final class SearchStatement {

    static final String SQL = """
            -- What each word means: itself if the catalogue knows it; else the words it begins; else those it is a typing error away from;
            -- else one that looks much like it. A number is itself: nobody who types 15 means 150.
            with asked as materialized (
                select any_of(plainto_tsquery('simple', meant.lexeme)) as query
                from unnest($1::text[]) with ordinality as typed(raw, place)
                cross join lateral (select unaccent(raw) as word) as plain
                cross join lateral (select (tsvector_to_array(to_tsvector('catalogue', plain.word)))[1] as stem) as stemmed
                cross join lateral (
                    select unnest(case
                        when plain.word !~ '[^0-9]' or exists (select from item_word where lexeme = stem) then array[stem]
                        else coalesce(
                        (select array_agg(distinct lexeme) from (
                            select lexeme from item_word where word >= plain.word and word < plain.word || U&'\\+10FFFF' and length(plain.word) > 1
                            order by length(word), word limit 20) as completed),
                        (select array_agg(distinct lexeme) from (
                            select lexeme from item_word where item_word.spellings && spellings(plain.word) and length(plain.word) > 3
                            order by similarity(word, plain.word) desc, word limit 3) as corrected),
                        (select array_agg(lexeme) from (
                            select lexeme from item_word where word % plain.word and similarity(word, plain.word) >= 0.45
                            order by similarity(word, plain.word) desc, word limit 1) as resembling),
                        array[stem]) end) as lexeme) as meant
                where stem is not null
                group by place),
            wanted as materialized (select count(*) as words, all_of(query) as every_word, any_of(query) as any_word from asked),
            fitting as not materialized (
                select item_id, category, price, searchable, $2::text is null or strpos(category_path, category_path($2)) > 0 as inside
                from item
                where ($3::numeric is null or price >= $3) and ($4::numeric is null or price <= $4) and ($5::text[] is null or currency = any($5))),
            -- Items that have all words; where there are none, those that have at least half of them; without any word, all items.
            whole as materialized (
                select item_id, category, price, inside, 0 as missing, ts_rank('{0.05, 0.1, 0.4, 1}', searchable, every_word) as rank
                from wanted join fitting on searchable @@ every_word),
            part as materialized (
                select item_id, category, price, inside, missing, ts_rank('{0.05, 0.1, 0.4, 1}', searchable, any_word) as rank
                from wanted join fitting on searchable @@ any_word
                cross join lateral (select count(*) as missing from asked where not searchable @@ query) as counted
                where not exists (select from whole) and missing * 2 <= words),
            listed as materialized (
                select item_id, category, price, inside, 0 as missing, 0 as rank
                from fitting where (select words from wanted) = 0),
            -- Across all categories, since the facets count those too; inside is the one asked for.
            found as materialized (
                select item_id, category, price, inside, missing, rank from whole
                union all select item_id, category, price, inside, missing, rank from part
                union all select item_id, category, price, inside, missing, rank from listed),
            page as (select item_id, missing, rank from found where inside order by missing, rank desc, price, item_id limit $6 offset $7),
            categories as (select category, count(*) as items from found group by category order by items desc, category limit 20),
            summary as (
                select (select count(*) from found where inside) as total,
                    (select min(price) from found where inside) as lowest, (select max(price) from found where inside) as highest,
                    (select array_agg(category order by items desc, category) from categories) as categories,
                    (select array_agg(items order by items desc, category) from categories) as counts)
            select total, lowest, highest, categories, counts, item.item_id, name, item.category, description, price, currency, url
            from summary left join (page join item using (item_id)) on true
            order by page.missing, page.rank desc, price, item_id
            """;

    private SearchStatement() {}
}
