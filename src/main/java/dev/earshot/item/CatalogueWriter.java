package dev.earshot.item;

import dev.earshot.http.upload.ImportConflict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keeps items, and with them the vocabulary that corrects queries: one statement for a batch. */
@Singleton
class CatalogueWriter {
    private static final String KEEP = """
            with incoming as (
                select item_id, name, category, description, price, currency, url, image_url
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::text[], $7::text[],
                    $8::text[])
                    as incoming(item_id, name, category, description, price, currency, url, image_url)),
            written as (
                select distinct word from incoming, unnest(tsvector_to_array(to_tsvector('catalogue_words',
                    search_words(name || ' ' || category || ' ' || description)))) as word
                where length(word) between 2 and 40),
            vocabulary as (
                insert into item_word (word, lexeme)
                select word, stem
                from written, lateral (select (tsvector_to_array(to_tsvector('catalogue', word)))[1]) as stemmed(stem)
                where stem is not null and not exists (select from item_word where item_word.word = written.word)
                order by word
                on conflict do nothing),
            pictures as (
                insert into image_origin (origin)
                select origin from unnest($9::text[]) as named(origin)
                where not exists (select from image_origin where image_origin.origin = named.origin)
                order by origin
                on conflict do nothing)
            insert into item (item_id, name, category, description, price, currency, url, image_url)
            select item_id, name, category, description, price, currency, url, image_url from incoming order by item_id
            on conflict (item_id) do update set name = excluded.name, category = excluded.category,
                description = excluded.description, price = excluded.price, currency = excluded.currency,
                  url = excluded.url, image_url = excluded.image_url
            where (item.name, item.category, item.description, item.price, item.currency, item.url, item.image_url)
                is distinct from (excluded.name, excluded.category, excluded.description, excluded.price,
                  excluded.currency, excluded.url, excluded.image_url)
            """;

    private static final String WITHDRAW = "delete from item where item_id = $1";

    private static final String SEEN = """
            create temporary table seen_item (item_id text primary key) on commit drop""";

    private static final String SEE =
            "insert into seen_item (item_id) select unnest($1::text[]) on conflict do nothing";

    private static final String WITHDRAW_OTHERS =
            "delete from item where not exists (select from seen_item where seen_item.item_id = item.item_id)";

    private final Pool pool;

    CatalogueWriter(Pool pool) {
        this.pool = pool;
    }

    /** Adds or replaces these items at once. Of two with the same id the last one counts. */
    Uni<Void> keep(List<Item> items) {
        return keep(pool, items).onFailure(ImportConflict::isIn).retry().atMost(3);
    }

    /** The same within a transaction. */
    Uni<Void> keep(SqlClient client, List<Item> items) {
        Map<String, Item> lastOfEach = new LinkedHashMap<>();
        items.forEach(item -> lastOfEach.put(item.itemId(), item));
        return client.preparedQuery(KEEP).execute(columns(lastOfEach.values())).replaceWithVoid();
    }

    /**
     * Has this transaction remember what it keeps with {@link #keepSeen}, so that the others can be withdrawn at its
     * end.
     */
    Uni<Void> remember(SqlClient transaction) {
        return transaction.query(SEEN).execute().replaceWithVoid();
    }

    Uni<Void> keepSeen(SqlClient transaction, List<Item> items) {
        return keep(transaction, items)
                .chain(() -> transaction
                        .preparedQuery(SEE)
                        .execute(Tuple.of((Object) texts(items, Item::itemId)))
                        .replaceWithVoid());
    }

    Uni<Void> withdrawOthers(SqlClient transaction) {
        return transaction.query(WITHDRAW_OTHERS).execute().replaceWithVoid();
    }

    /** Whether there was one. What was recorded about it stays. */
    Uni<Boolean> withdraw(String itemId) {
        return itemId.indexOf('\0') >= 0
                ? Uni.createFrom().item(false)
                : pool.preparedQuery(WITHDRAW).execute(Tuple.of(itemId)).map(rows -> rows.rowCount() > 0);
    }

    Uni<Boolean> isEmpty() {
        return pool.query("select not exists (select from item)")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Tuple columns(Collection<Item> items) {
        Tuple columns = Tuple.tuple();
        columns.addArrayOfString(texts(items, Item::itemId));
        columns.addArrayOfString(texts(items, Item::name));
        columns.addArrayOfString(texts(items, Item::category));
        columns.addArrayOfString(texts(items, Item::description));
        columns.addValue(items.stream().map(Item::price).toArray(BigDecimal[]::new));
        columns.addArrayOfString(texts(items, Item::currency));
        columns.addArrayOfString(texts(items, Item::url));
        columns.addArrayOfString(texts(items, Item::imageUrl));
        columns.addArrayOfString(items.stream()
                .map(Item::imageUrl)
                .filter(url -> !url.isEmpty())
                .map(ImageUrl::origin)
                .distinct()
                .toArray(String[]::new));
        return columns;
    }

    private static String[] texts(Collection<Item> items, Function<Item, String> field) {
        return items.stream().map(field).toArray(String[]::new);
    }
}
