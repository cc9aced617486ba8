package dev.earshot.item;

import dev.earshot.Lookups;
import io.quarkus.cache.CacheInvalidateAll;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the catalogue offers. */
@Singleton
public class Items {
    private static final String FIND =
            "select item_id, name, category, description, price, currency, url from item where item_id = $1";

    /**
     * First those of the same category, by how much of the name they share and how near the price is; then, if these are too few, whatever
     * shares words of the name.
     */
    private static final String SIMILAR = """
            with words as materialized (
                select any_of(plainto_tsquery('simple', lexeme)) as query
                from unnest(tsvector_to_array(to_tsvector('catalogue', separate_words($2)))) as lexeme),
            siblings as materialized (
                select item_id, name, category, description, price, currency, url, 0 as distance, coalesce(ts_rank(searchable, query), 0)
                    - abs(ln(greatest(price, 0.01)::float8 / greatest($4::numeric, 0.01)::float8)) * 0.1
                    - case when currency = $5 then 0 else 1 end as likeness
                from item, words
                where category_path = category_path($3) and item_id <> $1
                order by likeness desc, item_id
                limit $6),
            cousins as (
                select item_id, name, category, description, price, currency, url, 1 as distance, ts_rank(searchable, query) as likeness
                from words join item on searchable @@ query
                where category_path <> category_path($3) and (select count(*) from siblings) < $6
                order by likeness desc, item_id
                limit $6)
            select item_id, name, category, description, price, currency, url
            from (
              select item_id, name, category, description, price, currency, url, distance, likeness from siblings
              union all select item_id, name, category, description, price, currency, url, distance, likeness from cousins) as alike
            order by distance, likeness desc, item_id
            limit $6
            """;

    private static final String SIMILAR_ITEMS = "similar-items";

    private final Pool pool;
    private final Lookups lookups;
    private final Search search;

    Items(Pool pool, Lookups lookups, Search search) {
        this.pool = pool;
        this.lookups = lookups;
        this.search = search;
    }

    /** Finds what a query asks for; never fails because of what is in it. */
    public Uni<SearchResult> search(Query query) {
        return search.run(query);
    }

    public Uni<Optional<Item>> find(String itemId) {
        // Postgres refuses a NUL, so no item has one in its id.
        return itemId.indexOf('\0') >= 0
                ? Uni.createFrom().item(Optional.empty())
                : lookups.find(FIND, Tuple.of(itemId))
                        .map(rows -> items(rows).stream().findFirst());
    }

    /**
     * At most so many other items that somebody who looks at this one may like, nearest first. To find them costs as much as all else in a call
     * that shows an item, and they change by imports alone, so they are kept for a while: an import is seen at once where it was made, and five
     * minutes later by other replicas.
     */
    @CacheResult(cacheName = SIMILAR_ITEMS)
    public Uni<List<Item>> similar(Item item, int limit) {
        Tuple parameters = Tuple.tuple();
        parameters.addString(item.itemId());
        parameters.addString(item.name());
        parameters.addString(item.category());
        parameters.addValue(item.price());
        parameters.addString(item.currency());
        parameters.addInteger(Math.max(0, Math.min(limit, Query.MOST_ITEMS)));
        return pool.preparedQuery(SIMILAR).execute(parameters).map(Items::items);
    }

    /** Forgets what was kept of a catalogue that has changed. */
    @CacheInvalidateAll(cacheName = SIMILAR_ITEMS)
    Uni<Void> changed() {
        return Uni.createFrom().voidItem();
    }

    private static List<Item> items(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Items::item).toList();
    }

    private static Item item(Row row) {
        return new Item(
                row.getString("item_id"),
                row.getString("name"),
                row.getString("category"),
                row.getString("description"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("url"));
    }
}
