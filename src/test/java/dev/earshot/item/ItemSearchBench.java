package dev.earshot.item;

import dev.earshot.testing.database.Explained;
import dev.earshot.testing.database.LargeDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What searches cost in the database over a million items. Run by name only, see docs/benchmarks.md. */
class ItemSearchBench {
    private static final int ITEMS = Integer.getInteger("bench.items", 1_000_000);
    private static final int KINDS = 10_000;

    private final Pool pool = LargeDatabase.of(
            "items_" + ITEMS, "select exists (select from category) and exists (select from item_word)", filling());
    private final ItemSearch search = new ItemSearch(pool);

    @Test
    void searches() {
        Explained least = Explained.of(pool, "select item_id from item where item_id = $1", Tuple.of("I-1-77"));
        System.out.printf(
                "%n%d items%n| search | ms | pages | rows | times a look-up by key |%n|---|---|---|---|---|%n", ITEMS);
        least.print("a look-up by key", least);
        measure("no words", ItemQuery.of("show me something"), least);
        measure("a word of 5 %", ItemQuery.of("tent"), least);
        measure("a word of 33 %", ItemQuery.of("premium"), least);
        measure("a word of 1 %", ItemQuery.of("zanzibar"), least);
        measure("two common words", ItemQuery.of("premium quality"), least);
        measure("a common word, under a price", ItemQuery.of("premium under 100"), least);
        measure("a common word in a category", SearchedItems.inCategory("premium", "group 5"), least);
        measure("a category without words", SearchedItems.inCategory("the", "group 5"), least);
        measure("another currency", SearchedItems.filtered("premium", null, null, null, "CHF"), least);
        measure("the beginning of a word", ItemQuery.of("premi"), least);
        measure("a typing error", ItemQuery.of("premuim"), least);
        measure("half of four words", ItemQuery.of("premium tent of purple velvet"), least);
        measure("page 20", ItemQuery.of("premium").page(50, 950), least);
    }

    private void measure(String what, ItemQuery query, Explained least) {
        PriceWords prices = PriceWords.in(query.text());
        List<String> words = QueryWords.of(prices.rest());
        Terms terms = search.terms(query, words).await().indefinitely();
        Explained cost = Explained.of(
                pool,
                TermsStatement.SQL,
                Tuple.of(words.toArray(String[]::new), query.category().orElse(null)));
        SqlTemplate.Bound whole = ItemSearch.lookup(query, prices, terms, false);
        cost = cost.and(Explained.of(pool, whole.sql(), whole.values()));
        boolean lacking = terms.words().size() > 1
                && pool.preparedQuery(whole.sql())
                                .executeAndAwait(whole.values())
                                .iterator()
                                .next()
                                .getLong("hits")
                        == 0;
        if (lacking) {
            SqlTemplate.Bound part = ItemSearch.lookup(query, prices, terms, true);
            cost = cost.and(Explained.of(pool, part.sql(), part.values()));
        }
        cost.print(what, least);
    }

    /** Ten thousand kinds of things, a hundred of each. Words are as unevenly spread as those of a language. */
    private static List<String> filling() {
        return List.of(
                "truncate item, item_word, category",
                "drop table if exists kind",
                "drop table if exists spoken",
                "create table spoken as"
                        + " select n, translate(substr(md5(n::text), 1, 4 + n % 5), '0123456789', 'aeiouklmnr') as word"
                        + " from generate_series(1, 40000) n",
                "create index on spoken (n)",
                """
                create table kind as select i, 'dept ' || i %% 17 || ' > group ' || i %% 613 as category,
                  case when i %% 20 = 0 then 'Tent ' when i %% 3 = 0 then 'Premium ' else '' end || said.name as name,
                  said.description || case when i %% 100 = 7 then ' zanzibar' else '' end || case when i %% 5 = 0
                    then ' quality' else '' end as description
                from generate_series(1, %d) i cross join lateral (
                  select string_agg(word, ' ') filter (where place <= 4) as name, string_agg(word, ' ') as description
                  from (select place, greatest(1, (40000 * power(random(), 5))::int + 0 * i) as n
                    from generate_series(1, 29) place) drawn
                    join spoken using (n)) said""".formatted(KINDS),
                "alter table kind add column searchable tsvector",
                "update kind set searchable = searchable(name, category, description)",
                "alter table item disable trigger user",
                "drop index if exists item_searchable",
                """
                insert into item (item_id, name, category, description, price, currency, url, searchable)
                select 'I-' || k || '-' || i, name, category, description, (random() ^ 3 * 2000)::numeric(14, 2),
                  case when i %% 997 = 0 then 'CHF' else 'USD' end, '', searchable
                from kind, generate_series(1, %d) k order by random()""".formatted(ITEMS / KINDS),
                "alter table item enable trigger user",
                "create index item_searchable on item using gin (searchable) with (fastupdate = off)",
                "insert into category select distinct category_path from item",
                """
                insert into item_word (word, lexeme)
                select word, stem from (
                  select word, (tsvector_to_array(to_tsvector('catalogue', word)))[1] as stem from (
                    select distinct unnest(tsvector_to_array(to_tsvector('catalogue_words',
                      search_words(name || ' ' || description)))) as word from kind) w) s
                where stem is not null on conflict do nothing""",
                "vacuum analyze item",
                "vacuum analyze item_word",
                "vacuum analyze category");
    }
}
