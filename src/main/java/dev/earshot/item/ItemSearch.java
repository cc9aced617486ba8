package dev.earshot.item;

import dev.earshot.item.SearchResult.CategoryCount;
import dev.earshot.item.SearchResult.Facets;
import dev.earshot.item.SearchResult.Hit;
import dev.earshot.item.SearchResult.PriceRange;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Full-text search over the catalogue: what is asked for is understood in one statement, and found, counted and paged
 * in another.
 */
@Singleton
class ItemSearch {
    private static final BigDecimal BEYOND_ANY_PRICE = new BigDecimal("1e13");
    /** So many hits of a page's place are among those that are looked at, if a quarter of them are hits. */
    private static final int HITS = SearchStatement.LOOKED_AT / 4;

    private static final int MOST_LOOKED_AT = 10 * SearchStatement.LOOKED_AT;

    private final Pool pool;

    ItemSearch(Pool pool) {
        this.pool = pool;
    }

    Uni<SearchResult> run(ItemQuery query) {
        PriceWords prices = PriceWords.in(query.text());
        List<String> words = QueryWords.of(prices.rest());
        return terms(query, words)
                .chain(terms -> execute(lookup(query, prices, terms, false)).chain(rows -> {
                    boolean lacking =
                            first(rows).getLong("hits") == 0 && terms.words().size() > 1;
                    return lacking
                            ? execute(lookup(query, prices, terms, true))
                                    .map(some -> result(some, words, terms.hasCommon()))
                            : Uni.createFrom().item(result(rows, words, false));
                }));
    }

    Uni<Terms> terms(ItemQuery query, List<String> words) {
        String category = query.category()
                .map(ItemSearch::printable)
                .filter(name -> !name.isEmpty())
                .orElse(null);
        return pool.preparedQuery(TermsStatement.SQL)
                .execute(Tuple.of(words.toArray(String[]::new), category))
                .map(rows -> Terms.of(first(rows)));
    }

    /** @param any whether an item may lack half of the words */
    static SqlTemplate.Bound lookup(ItemQuery query, PriceWords prices, Terms terms, boolean any) {
        BigDecimal min =
                query.minPrice().or(prices::min).map(ItemSearch::bounded).orElse(null);
        BigDecimal max =
                query.maxPrice().or(prices::max).map(ItemSearch::bounded).orElse(null);
        String[] currencies = currencies(query, prices);
        boolean words = !terms.words().isEmpty();
        int pages = (query.offset() + query.limit() + HITS - 1) / HITS;
        boolean priced = min != null || max != null || currencies != null;
        Map<String, Object> values = new HashMap<>();
        values.put("query", terms.joined(any));
        values.put("words", terms.queries());
        values.put("listed", terms.listed(any));
        values.put("path", terms.path());
        values.put("paths", terms.paths());
        values.put("lowest", min);
        values.put("highest", max);
        values.put("currencies", currencies);
        values.put("ids", ItemIds.in(query.text()));
        values.put("limit", query.limit());
        values.put("offset", query.offset());
        values.put("most", Math.min(MOST_LOOKED_AT, pages * SearchStatement.LOOKED_AT));
        values.put("items", terms.items());
        values.put("listedItems", terms.listedItems(any));
        return SearchStatement.find(terms.sides(any, priced), words, any, currencies != null)
                .bind(values);
    }

    private Uni<RowSet<Row>> execute(SqlTemplate.Bound lookup) {
        return pool.preparedQuery(lookup.sql()).execute(lookup.values());
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    private static String[] currencies(ItemQuery query, PriceWords prices) {
        Optional<String[]> named = query.currency()
                .map(currency -> printable(currency).toUpperCase(Locale.ROOT))
                .filter(currency -> !currency.isEmpty())
                .map(currency -> new String[] {currency});
        return named.orElseGet(
                () -> prices.currencies().isEmpty() ? null : prices.currencies().toArray(String[]::new));
    }

    /** Postgres refuses a NUL. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** A caller may send 1e999999999, which Postgres could not even read. */
    private static BigDecimal bounded(BigDecimal price) {
        BigDecimal bounded = price.min(BEYOND_ANY_PRICE).max(BigDecimal.ZERO);
        return bounded.scale() > 1000 ? BigDecimal.ZERO : bounded;
    }

    private static SearchResult result(RowSet<Row> rows, List<String> words, boolean isPart) {
        // There is always a first row: it carries the counts even when no item is on the page.
        Row first = first(rows);
        List<Hit> hits = RowStream.of(rows)
                .filter(row -> row.getString("item_id") != null)
                .map(row -> hit(row, words))
                .toList();
        return new SearchResult(
                hits,
                first.getLong("total"),
                isPart || !first.getBoolean("total_is_exact"),
                new Facets(categories(first), prices(first), isPart || !first.getBoolean("facets_are_exact")));
    }

    private static Hit hit(Row row, List<String> words) {
        return new Hit(
                row.getString("item_id"),
                row.getString("name"),
                row.getString("category"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("url"),
                row.getString("image_url"),
                Snippet.of(row.getString("description"), words));
    }

    private static List<CategoryCount> categories(Row row) {
        String[] values = row.getArrayOfStrings("categories");
        Long[] counts = row.getArrayOfLongs("counts");
        return values == null
                ? List.of()
                : IntStream.range(0, values.length)
                        .mapToObj(i -> new CategoryCount(values[i], counts[i]))
                        .toList();
    }

    private static PriceRange prices(Row row) {
        BigDecimal lowest = row.getBigDecimal("lowest");
        return lowest == null ? null : new PriceRange(lowest, row.getBigDecimal("highest"));
    }
}
