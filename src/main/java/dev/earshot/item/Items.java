package dev.earshot.item;

import dev.earshot.common.CallerContext;
import dev.earshot.postgres.PgNotifications;
import dev.earshot.postgres.PipelinedQueries;
import dev.earshot.postgres.RowStream;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the catalogue offers. */
@Singleton
public class Items {
    private static final String FIND =
            "select item_id, name, category, description, price, currency, url, image_url from item where item_id = $1";

    private static final String IMAGE_ORIGINS = "select origin from image_origin order by origin limit $1";

    /**
     * First those of the same category, by how much of the name they share and how near the price is, among the 200
     * next cheaper and next dearer; then, if these are too few, some that share words of the name which few items have.
     */
    private static final String SIMILAR = """
            with common as materialized (
                select lexeme from pg_stats, unnest(most_common_elems::text::text[],
                  most_common_elem_freqs) as one(lexeme, frequency)
                where schemaname = current_schema() and tablename = 'item' and attname = 'searchable'
                    and frequency * (select reltuples from pg_class where oid = 'item'::regclass) > 2000),
            name as materialized (select unnest(tsvector_to_array(to_tsvector('catalogue',
              search_words($2)))) as lexeme),
            words as materialized (
                select any_of(plainto_tsquery('simple', lexeme)) as query,
                    any_of(plainto_tsquery('simple', lexeme))
                      filter (where not exists (select from common where common.lexeme = name.lexeme)) as rare
                from name),
            near as materialized (
                (select item_id from item where category_path = category_path($3) and price >= $4::numeric
                  order by price limit %1$d)
                union all
                (select item_id from item where category_path = category_path($3) and price < $4::numeric
                  order by price desc limit %1$d)),
            siblings as materialized (
                select item_id, 0 as distance, coalesce(ts_rank(searchable, query), 0)
                    - abs(ln(greatest(price, 0.01)::float8 / greatest($4::numeric, 0.01)::float8)) * 0.1
                    - case when currency = $5 then 0 else 1 end as likeness
                from near join item using (item_id), words
                where item_id <> $1
                order by likeness desc, item_id
                limit $6),
            cousins as (
                select item_id, 1 as distance, ts_rank(searchable, query) as likeness
                from words join lateral (
                    select item_id, searchable from item where searchable @@ rare
                      and category_path <> category_path($3) limit %1$d) as few on true
                where (select count(*) from siblings) < $6
                order by likeness desc, item_id
                limit $6)
            select item_id, name, category, description, price, currency, url, image_url
            from (select item_id, distance, likeness from siblings union all select item_id, distance, likeness
              from cousins) as alike
                join item using (item_id)
            order by distance, likeness desc, item_id
            limit $6
            """.formatted(200);

    private static final Logger LOG = Logger.getLogger(Items.class);
    private static final String SIMILAR_ITEMS = "similar-items";
    private static final String CHANNEL = "earshot_items";

    private final Pool pool;
    private final PipelinedQueries queries;
    private final ItemSearch search;
    private final Cache similar;

    Items(
            Pool pool,
            PipelinedQueries queries,
            ItemSearch search,
            PgNotifications notifications,
            @CacheName(SIMILAR_ITEMS) Cache similar) {
        this.similar = similar;
        notifications.hear(CHANNEL, notice -> forget());
        this.pool = pool;
        this.queries = queries;
        this.search = search;
    }

    /** Finds what a query asks for; never fails because of what is in it. */
    public Uni<SearchResult> search(ItemQuery query) {
        return search.run(query);
    }

    public Uni<Optional<Item>> find(String itemId) {
        // Postgres refuses a NUL, so no item has one in its id.
        return itemId.indexOf('\0') >= 0
                ? Uni.createFrom().item(Optional.empty())
                : queries.find(FIND, Tuple.of(itemId))
                        .map(rows -> items(rows).stream().findFirst());
    }

    /**
     * At most this many similar items, nearest first. Finding them costs as much as the rest of a call that shows an
     * item, and only imports change them, so they are cached: an import is visible here at once, on other replicas
     * after a notification, and at the latest after five minutes.
     */
    public Uni<List<Item>> similar(Item item, int limit) {
        return CallerContext.answerEach(
                similar.getAsync(new SimilarTo(item.itemId(), limit), unknown -> findSimilar(item, limit)));
    }

    /** Not the item itself: a description may have thousands of characters. */
    private record SimilarTo(String itemId, int limit) {}

    private Uni<List<Item>> findSimilar(Item item, int limit) {
        Tuple parameters = Tuple.tuple();
        parameters.addString(item.itemId());
        parameters.addString(item.name());
        parameters.addString(item.category());
        parameters.addValue(item.price());
        parameters.addString(item.currency());
        parameters.addInteger(Math.max(0, Math.min(limit, ItemQuery.MOST_ITEMS)));
        return pool.preparedQuery(SIMILAR).execute(parameters).map(Items::items);
    }

    /** The origins of the items' pictures, at most this many, such as {@code https://images.example}. */
    public Uni<List<String>> imageOrigins(int limit) {
        return pool.preparedQuery(IMAGE_ORIGINS)
                .execute(Tuple.of(limit))
                .map(rows ->
                        RowStream.of(rows).map(row -> row.getString("origin")).toList());
    }

    /** Drops the cache after the catalogue has changed, here and on other replicas. */
    Uni<Void> changed() {
        return similar.invalidateAll()
                .chain(() -> pool.preparedQuery("select pg_notify($1, '')")
                        .execute(Tuple.of(CHANNEL))
                        .replaceWithVoid());
    }

    private void forget() {
        similar.invalidateAll()
                .subscribe()
                .with(
                        gone -> {},
                        failure -> LOG.warnf("What was like another item could not be forgotten: %s", failure));
    }

    private static List<Item> items(RowSet<Row> rows) {
        return RowStream.of(rows).map(Items::item).toList();
    }

    private static Item item(Row row) {
        return new Item(
                row.getString("item_id"),
                row.getString("name"),
                row.getString("category"),
                row.getString("description"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("url"),
                row.getString("image_url"));
    }
}
