package dev.earshot.item;

/** What a query's words and category mean, as SQL. {@link Terms} reads its one row. */
final class TermsStatement {
    /** So many categories at most are looked into. */
    static final int MOST_CATEGORIES = 2_000;

    /**
     * What each word means: itself if the catalogue knows it; else the words it begins; else those it is a typing error
     * away from; else one that looks much like it. A number is itself: 15 never means 150. Signs of Chinese and
     * Japanese are a phrase. Parameters: words, category.
     */
    static final String SQL = """
            with common as materialized (
                select lexeme, frequency from pg_stats,
                  unnest(most_common_elems::text::text[], most_common_elem_freqs) as one(lexeme, frequency)
                where schemaname = current_schema() and tablename = 'item' and attname = 'searchable'),
            asked as materialized (
                select place, any_of(phraseto_tsquery('simple', meant.lexeme))::text as query,
                  least(1, sum(coalesce(frequency, 0))) as frequency
                from unnest($1::text[]) with ordinality as typed(raw, place)
                cross join lateral (select unaccent(raw) as word, search_words(raw) as signs) as plain
                cross join lateral (select (tsvector_to_array(to_tsvector('catalogue',
                  plain.word)))[1] as stem) as stemmed
                cross join lateral (
                    select unnest(case
                        when plain.signs ~ '[\\u3040-\\u30FF\\u3400-\\u4DBF\\u4E00-\\u9FFF]' then array[plain.signs]
                        when plain.word !~ '[^0-9]' or exists (select from item_word where lexeme = stem)
                          then array[stem]
                        else coalesce(
                        (select array_agg(distinct lexeme) from (
                            select lexeme from item_word where word >= plain.word
                              and word < plain.word || U&'\\+10FFFF' and length(plain.word) > 1
                            order by length(word), word limit 20) as completed),
                        (select array_agg(distinct lexeme) from (
                            select lexeme from item_word where item_word.spellings && spellings(plain.word)
                              and length(plain.word) > 3
                            order by similarity(word, plain.word) desc, word limit 3) as corrected),
                        (select array_agg(lexeme) from (
                            select lexeme from item_word where word %% plain.word
                              and similarity(word, plain.word) >= 0.45
                            order by similarity(word, plain.word) desc, word limit 1) as resembling),
                        array[stem]) end) as lexeme) as meant
                left join common on common.lexeme = meant.lexeme
                where stem is not null
                group by place),
            sought as materialized (select category_path($2::text) as path)
            select (select array_agg(query order by place) from asked) as queries,
                (select array_agg(frequency::float8 order by place) from asked) as frequencies,
                (select greatest(reltuples, 0)::float8 from pg_class where oid = 'item'::regclass) as items,
                (select path from sought) as path,
                (select array_agg(path order by path) from (
                    select path from category
                    where path like
                      (select '%%' || regexp_replace(path, '([\\\\%%_])', '\\\\\\1', 'g') || '%%' from sought)
                    limit %d) as containing) as paths
            """.formatted(MOST_CATEGORIES);

    private TermsStatement() {}
}
