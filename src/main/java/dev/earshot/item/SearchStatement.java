package dev.earshot.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The search as SQL, in two statements: what the words and the category mean, and what is found.
 *
 * <p>The second one's work is bounded by what it shows. It looks at so many items each from a few sides: those that an
 * index has under the words, unless they are so common that reading their list would be the work; a fixed sample of
 * all; the cheapest within the price; those of the category. Where one side ends before the limit, it held all there
 * is, and counts are exact; else they are estimates by the sample.
 */
final class SearchStatement {
    /** Items of which the best come first; those after them are ranked by themselves. */
    static final int LOOKED_AT = 1_000;

    /** Words that more items have are read from a sample: the index would list all of them before the first. */
    static final int MOST_LISTED = 20_000;

    /** So many categories at most are looked into. */
    static final int MOST_CATEGORIES = 2_000;

    /**
     * What each word means: itself if the catalogue knows it; else the words it begins; else those it is a typing error
     * away from; else one that looks much like it. A number is itself: 15 never means 150. Signs of Chinese and
     * Japanese are a phrase. Parameters: words, category.
     */
    static final String UNDERSTAND = """
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
                    where path like (select '%%' || regexp_replace(path, '([\\%%_])', '\\\1', 'g') || '%%' from sought)
                    limit %d) as containing) as paths
            """.formatted(MOST_CATEGORIES);

    /** What a query is looked for from. */
    enum Side {
        LISTED("searchable @@ $2::text::tsquery limit $11"),
        SAMPLED("true order by hashtext(item_id) limit $11"),
        PRICED(
                "price >= coalesce($5::numeric, 0) and price <= coalesce($6::numeric, 1e13) order by price, item_id limit $11"),
        CATEGORISED(null);

        private final String where;

        Side(String where) {
            this.where = where;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SEEN = "item_id, category, price, currency, category_path, searchable";

    private static final String SEEN_OF_ITEM =
            "item.item_id, item.category, item.price, item.currency, item.category_path, item.searchable";

    /**
     * Some of the items that have one of these currencies, or are in one of these categories, value by value, each by
     * price.
     */
    private static final String BY_VALUE = """
            (select %1$s from unnest(%2$s::text[]) as wanted(value) cross join lateral (
                select %1$s from item where %3$s = wanted.value and price >= coalesce($5::numeric, 0)
                  and price <= coalesce($6::numeric, 1e13)
                order by price, item_id limit $11) as item %4$s limit $11) as seen""";

    private static final String LOOKED = """
            %1$s as materialized (
                select '%1$s' as side, row_number() over () as place, item_id, category, price, inside, missing, case
                    when ($5::numeric is null or price >= $5) and ($6::numeric is null or price <= $6)
                        and ($7::text[] is null or currency = any($7)) and %3$s then %4$s end as rank
                from (select item_id, category, price, currency, searchable, %5$s as missing,
                    $3::text is null or strpos(category_path, $3) > 0 as inside from %2$s) as looked)""";

    private static final String ANSWER = """
            with %1$s,
            looked as (%2$s),
            found as materialized (
                select distinct on (item_id) item_id, price, inside, missing, rank, (place - 1) / %3$d as part
                from (%4$s) as hits where rank is not null order by item_id, rank desc, part),
            page as (
                select item_id, missing, rank, part from found where inside
                order by part, missing, rank desc, price, item_id limit $9 offset $10),
            side as materialized (
                select sides.side, preference, count(looked.side) as seen, count(rank) filter (where inside) as hits,
                    count(looked.side) < $11 and (sides.side <> 'categorised'
                      or coalesce(cardinality($4), 0) < %6$d) as is_whole, case sides.side when 'sampled' then $12::float8 when 'listed'
                      then $13::float8 else 0 end as items
                from unnest(array[%5$s]) with ordinality as sides(side, preference) left
                  join looked on looked.side = sides.side
                group by sides.side, preference),
            of_page as (select side, seen, hits, is_whole, items from side order by is_whole desc, preference limit 1),
            of_all as (select side, seen, is_whole, items from side where side <> 'categorised'
              order by is_whole desc, preference limit 1),
            categories as (
                select category, case when of_all.is_whole then count(*)
                  else greatest(count(*), round(of_all.items * count(*) / of_all.seen)::bigint) end as items
                from looked join of_all using (side) where rank is not null
                  group by category, of_all.is_whole, of_all.items, of_all.seen
                order by items desc, category limit 20),
            summary as materialized (
                select of_page.is_whole as total_is_exact, (select is_whole from of_all) as facets_are_exact,
                    greatest((select count(*) from found where inside),
                        case when of_page.is_whole then 0
                          else round(of_page.items * of_page.hits / greatest(of_page.seen, 1))::bigint end) as total,
                    (select count(*) from found) as hits,
                    (select min(price) from looked where looked.side = of_page.side and inside
                      and rank is not null) as lowest,
                    (select max(price) from looked where looked.side = of_page.side and inside
                      and rank is not null) as highest,
                    (select array_agg(category order by items desc, category) from categories) as categories,
                    (select array_agg(items order by items desc, category) from categories) as counts
                from of_page)
            select summary.total_is_exact, summary.facets_are_exact, summary.total, summary.hits, summary.lowest,
              summary.highest,
                summary.categories, summary.counts, item.item_id, item.name, item.category, item.description,
                  item.price, item.currency, item.url, item.image_url
            from summary left join (page join item using (item_id)) on true
            order by page.part, page.missing, page.rank desc, item.price, item_id
            """;

    private SearchStatement() {}

    /**
     * What is found. Parameters: query, what the index is asked for, category path, paths of categories, lowest and
     * highest price, currencies, ids, limit, offset, how many to look at from each side, how many items there are, how
     * many of them the index is thought to list, queries of words. The first row carries the counts, and so does every
     * other; without an item on the page it is the only one, its item null.
     *
     * @param words whether there are any; without them the cheapest are shown
     * @param halfOfThem whether an item may lack half of the words
     */
    static String find(List<Side> sides, boolean words, boolean halfOfThem, boolean currencies) {
        String missing = halfOfThem
                ? "(select count(*) from unnest($14::text[]) as word where not searchable @@ word::tsquery)"
                : "0";
        String hit = !words
                ? "true"
                : halfOfThem ? "missing * 2 <= cardinality($14::text[])" : "searchable @@ $1::text::tsquery";
        String rank = words ? "ts_rank('{0.05, 0.1, 0.4, 1}', searchable, $1::text::tsquery)" : "0::real";
        List<String> parts = new ArrayList<>();
        sides.forEach(side -> parts.add(LOOKED.formatted(side.word(), source(side, currencies), hit, rank, missing)));
        parts.add(LOOKED.formatted(
                "named", "item where lower(item_id collate \"C\") = any($8::text[])", "true", "1e9::real", "0"));
        String typed = "select $1::text, $2::text, $4::text[], $10::integer, $13::float8, $14::text[]";
        parts.add("typed as (" + typed + ")");
        List<String> shown = sides.stream()
                .filter(side -> words || side != Side.SAMPLED)
                .map(side -> side.word())
                .collect(Collectors.toCollection(ArrayList::new));
        shown.add("named");
        return ANSWER.formatted(
                String.join(",\n", parts),
                union(sides.stream().map(side -> side.word()).toList()),
                LOOKED_AT,
                union(shown),
                sides.stream().map(side -> "'" + side.word() + "'").collect(Collectors.joining(", ")),
                MOST_CATEGORIES);
    }

    private static String union(List<String> sides) {
        return sides.stream()
                .map(side -> "select side, place, item_id, category, price, inside, missing, rank from " + side)
                .collect(Collectors.joining(" union all "));
    }

    private static String source(Side side, boolean currencies) {
        if (side == Side.CATEGORISED) {
            return BY_VALUE.formatted(SEEN_OF_ITEM, "$4", "category_path", "");
        }
        return side == Side.PRICED && currencies
                ? BY_VALUE.formatted(SEEN_OF_ITEM, "$7", "currency", "order by item.price, item.item_id")
                : "(select " + SEEN + " from item where " + side.where + ") as seen";
    }
}
