package dev.earshot.item;

import dev.earshot.item.SearchResult.CategoryCount;
import dev.earshot.item.SearchResult.Facets;
import dev.earshot.item.SearchResult.Hit;
import dev.earshot.item.SearchResult.PriceRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Full-text search over the catalogue: understanding, finding, counting and paging in one statement. */
@Singleton
class Search {
    private static final BigDecimal BEYOND_ANY_PRICE = new BigDecimal("1e13");

    private final Pool pool;

    Search(Pool pool) {
        this.pool = pool;
    }

    Uni<SearchResult> run(Query query) {
        PriceWords prices = PriceWords.in(query.text());
        List<String> words = Words.of(prices.rest());
        return pool.preparedQuery(SearchStatement.SQL)
                .execute(parameters(query, prices, words))
                .map(rows -> result(rows, words));
    }

    static Tuple parameters(Query query, PriceWords prices, List<String> words) {
        Tuple parameters = Tuple.tuple();
        parameters.addArrayOfString(words.toArray(String[]::new));
        parameters.addString(query.category()
                .map(Search::printable)
                .filter(category -> !category.isEmpty())
                .orElse(null));
        parameters.addValue(
                query.minPrice().or(prices::min).map(Search::bounded).orElse(null));
        parameters.addValue(
                query.maxPrice().or(prices::max).map(Search::bounded).orElse(null));
        parameters.addArrayOfString(currencies(query, prices));
        parameters.addInteger(query.limit());
        parameters.addInteger(query.offset());
        return parameters;
    }

    private static String[] currencies(Query query, PriceWords prices) {
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

    private static SearchResult result(RowSet<Row> rows, List<String> words) {
        // There is always a first row: it carries the counts even when no item is on the page.
        Row first = rows.iterator().next();
        List<Hit> hits = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("item_id") != null)
                .map(row -> hit(row, words))
                .toList();
        return new SearchResult(hits, first.getLong("total"), new Facets(categories(first), prices(first)));
    }

    private static Hit hit(Row row, List<String> words) {
        return new Hit(
                row.getString("item_id"),
                row.getString("name"),
                row.getString("category"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("url"),
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
