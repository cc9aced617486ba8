package dev.earshot.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What is found, as SQL with the names of {@link SqlTemplate}: {@link TermsStatement} has said before what the words
 * and the category mean.
 *
 * <p>Its work is bounded by what it shows. It looks at so many items each from a few sides: those that an index has
 * under the words, unless they are so common that reading their list would be the work; a fixed sample of all; the
 * cheapest within the price; those of the category. Where one side ends before the limit, it held all there is, and
 * counts are exact; else they are estimates by the sample.
 */
final class SearchStatement {
    /** Items of which the best come first; those after them are ranked by themselves. */
    static final int LOOKED_AT = 1_000;

    /** Words that more items have are read from a sample: the index would list all of them before the first. */
    static final int MOST_LISTED = 20_000;

    private static final String WITHIN_PRICES =
            "price >= coalesce(:lowest::numeric, 0) and price <= coalesce(:highest::numeric, 1e13)";

    private static final String NAMED = "item where lower(item_id collate \"C\") = any(:ids::text[])";

    /** What a query is looked for from. */
    enum Side {
        LISTED("searchable @@ :listed::text::tsquery limit :most"),
        SAMPLED("true order by hashtext(item_id) limit :most"),
        PRICED(WITHIN_PRICES + " order by price, item_id limit :most"),
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
            (select {seen} from unnest({values}::text[]) as wanted(value) cross join lateral (
                select {seen} from item where {column} = wanted.value and {prices}
                order by price, item_id limit :most) as item {order} limit :most) as seen""";

    private static final String LOOKED = """
            {side} as materialized (
                select '{side}' as side, row_number() over () as place, item_id, category, price, inside, missing, case
                    when (:lowest::numeric is null or price >= :lowest) and (:highest::numeric is null or price <= :highest)
                        and (:currencies::text[] is null or currency = any(:currencies)) and {hit} then {rank} end as rank
                from (select item_id, category, price, currency, searchable, {missing} as missing,
                    :path::text is null or strpos(category_path, :path) > 0 as inside from {source}) as looked)""";

    private static final String ANSWER = """
            with {sides},
            looked as ({looked}),
            found as materialized (
                select distinct on (item_id) item_id, price, inside, missing, rank, (place - 1) / {lookedAt} as part
                from ({shown}) as hits where rank is not null order by item_id, rank desc, part),
            page as (
                select item_id, missing, rank, part from found where inside
                order by part, missing, rank desc, price, item_id limit :limit offset :offset),
            side as materialized (
                select sides.side, preference, count(looked.side) as seen, count(rank) filter (where inside) as hits,
                    count(looked.side) < :most and (sides.side <> 'categorised'
                      or coalesce(cardinality(:paths::text[]), 0) < {mostCategories}) as is_whole,
                    case sides.side when 'sampled' then :items::float8 when 'listed' then :listedItems::float8
                      else 0 end as items
                from unnest(array[{names}]) with ordinality as sides(side, preference) left
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

    /** By shape, of which there are some hundred. */
    private static final Map<Shape, SqlTemplate> KNOWN = new ConcurrentHashMap<>();

    private record Shape(List<Side> sides, boolean words, boolean halfOfThem, boolean currencies) {}

    /**
     * The statement for a search of this shape. Its values are
     *
     * <ul>
     *   <li>{@code query} and {@code words}: what an item must have, as one query and as one of each word;
     *   <li>{@code listed}: what the index is asked for;
     *   <li>{@code path} and {@code paths}: the category, and the categories that it is part of;
     *   <li>{@code lowest}, {@code highest} and {@code currencies}: of the price;
     *   <li>{@code ids}: of items that the words may name;
     *   <li>{@code limit} and {@code offset}: the page;
     *   <li>{@code most}: how many items to look at from each side;
     *   <li>{@code items} and {@code listedItems}: how many there are, and how many the index will list, about.
     * </ul>
     *
     * The first row carries the counts, and so does every other; without an item on the page it is the only one, its
     * item null.
     *
     * @param words whether there are any; without them the cheapest are shown
     * @param halfOfThem whether an item may lack half of the words
     */
    static SqlTemplate find(List<Side> sides, boolean words, boolean halfOfThem, boolean currencies) {
        return KNOWN.computeIfAbsent(
                new Shape(List.copyOf(sides), words, halfOfThem, currencies),
                shape -> SqlTemplate.of(text(sides, words, halfOfThem, currencies)));
    }

    private static String text(List<Side> sides, boolean words, boolean halfOfThem, boolean currencies) {
        String missing = halfOfThem
                ? "(select count(*) from unnest(:words::text[]) as word where not searchable @@ word::tsquery)"
                : "0";
        String hit = !words
                ? "true"
                : halfOfThem ? "missing * 2 <= cardinality(:words::text[])" : "searchable @@ :query::text::tsquery";
        String rank = words ? "ts_rank('{0.05, 0.1, 0.4, 1}', searchable, :query::text::tsquery)" : "0::real";
        List<String> parts = new ArrayList<>();
        sides.forEach(side -> parts.add(looked(side.word(), source(side, currencies), hit, rank, missing)));
        parts.add(looked("named", NAMED, "true", "1e9::real", "0"));
        List<String> shown = sides.stream()
                .filter(side -> words || side != Side.SAMPLED)
                .map(side -> side.word())
                .collect(Collectors.toCollection(ArrayList::new));
        shown.add("named");
        return SqlTemplate.fill(
                ANSWER,
                Map.of(
                        "sides", String.join(",\n", parts),
                        "looked", union(sides.stream().map(side -> side.word()).toList()),
                        "lookedAt", String.valueOf(LOOKED_AT),
                        "shown", union(shown),
                        "names",
                                sides.stream()
                                        .map(side -> "'" + side.word() + "'")
                                        .collect(Collectors.joining(", ")),
                        "mostCategories", String.valueOf(TermsStatement.MOST_CATEGORIES)));
    }

    private static String looked(String side, String source, String hit, String rank, String missing) {
        return SqlTemplate.fill(
                LOOKED, Map.of("side", side, "source", source, "hit", hit, "rank", rank, "missing", missing));
    }

    private static String union(List<String> sides) {
        return sides.stream()
                .map(side -> "select side, place, item_id, category, price, inside, missing, rank from " + side)
                .collect(Collectors.joining(" union all "));
    }

    private static String source(Side side, boolean currencies) {
        if (side == Side.CATEGORISED) {
            return byValue("category_path", ":paths", "");
        }
        return side == Side.PRICED && currencies
                ? byValue("currency", ":currencies", "order by item.price, item.item_id")
                : "(select " + SEEN + " from item where " + side.where + ") as seen";
    }

    private static String byValue(String column, String values, String order) {
        return SqlTemplate.fill(
                BY_VALUE,
                Map.of(
                        "seen", SEEN_OF_ITEM,
                        "values", values,
                        "column", column,
                        "prices", WITHIN_PRICES,
                        "order", order));
    }
}
