package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.item.SearchResult.Hit;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a search costs when there are very many items or categories. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class LargeCatalogueTest extends SearchedItems {
    private static final Pattern ROWS = Pattern.compile("actual rows=([\\d.]+) loops=(\\d+)");

    @Test
    void a_category_is_found_among_very_many_without_reading_them_all() {
        assertThat(new Plans(pool)
                        .kept(
                                TermsStatement.SQL,
                                List.of(
                                        "insert into category select '>group ' || n || '>'"
                                                + " from generate_series(1, 20000) n",
                                        "analyze category")))
                .contains("by category_trigrams")
                .doesNotContain("category by reading all of it");
    }

    @Test
    void where_not_all_categories_are_looked_into_the_count_is_an_estimate() {
        sixtyThousandGadgets();
        pool.query("insert into category select '>huge>' || n || '>' from generate_series(10000, %d) n"
                        .formatted(10_000 + TermsStatement.MOST_CATEGORIES))
                .executeAndAwait();
        keep(item("lost", "Bargain", "huge > 99999", "", "1.00", "USD"));
        assertThat(search(inCategory("the", "huge")).totalIsEstimate()).isTrue();
    }

    @Test
    void what_a_search_looks_at_is_bounded_however_many_items_there_are() {
        sixtyThousandGadgets();
        for (String text : List.of(
                "show me something",
                "gadget",
                "gadget device",
                "gadget under 50",
                "gadg",
                "gadgte",
                "zanzibar gadget",
                "gadget in purple velvet")) {
            PriceWords prices = PriceWords.in(text);
            Terms terms = search.terms(ItemQuery.of(text), QueryWords.of(prices.rest()))
                    .await()
                    .indefinitely();
            for (boolean any : terms.words().size() > 1 ? new boolean[] {false, true} : new boolean[] {false}) {
                assertBounded(ItemSearch.lookup(ItemQuery.of(text), prices, terms, any));
            }
        }
    }

    private void assertBounded(SqlTemplate.Bound lookup) {
        for (Row line : pool.preparedQuery("explain (analyze, timing off, costs off) " + lookup.sql())
                .execute(lookup.values())
                .await()
                .indefinitely()) {
            Matcher actual = ROWS.matcher(line.getString(0));
            if (actual.find()) {
                double rows = Double.parseDouble(actual.group(1)) * Long.parseLong(actual.group(2));
                assertThat(rows).as(line.getString(0)).isLessThanOrEqualTo(10.0 * SearchStatement.LOOKED_AT);
            }
        }
    }

    @Test
    void of_what_very_many_items_have_the_count_is_an_estimate_and_says_so() {
        sixtyThousandGadgets();
        SearchResult gadgets = search(ItemQuery.of("gadget"));
        assertThat(gadgets.items()).hasSize(10);
        assertThat(gadgets.totalIsEstimate()).isTrue();
        assertThat(gadgets.total()).isBetween(50_000L, 70_000L);
        assertThat(gadgets.facets().areEstimates()).isTrue();
        assertThat(gadgets.facets().categories().get(0).count()).isGreaterThan(5_000);

        SearchResult cheap = search(ItemQuery.of("gadget under 0.05"));
        assertThat(cheap.totalIsEstimate()).isFalse();
        assertThat(cheap.total()).isEqualTo(6);

        SearchResult rare = search(ItemQuery.of("zanzibar gadget"));
        assertThat(rare.totalIsEstimate()).isFalse();
        assertThat(rare.items()).extracting(Hit::itemId).containsExactly("g-30000");

        SearchResult all = search(ItemQuery.of("show me something"));
        assertThat(all.items()).extracting(Hit::itemId).startsWith("g-0", "g-1");
        assertThat(all.totalIsEstimate()).isTrue();
        assertThat(all.total()).isBetween(55_000L, 65_000L);

        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 700; offset += 50) {
            search(ItemQuery.of("gadget").page(50, offset)).items().forEach(hit -> paged.add(hit.itemId()));
        }
        assertThat(paged).hasSize(700).doesNotHaveDuplicates();
    }

    /** In steps, since a statement of the application's may not take long, nor on a slow machine. */
    private void sixtyThousandGadgets() {
        for (int from = 0; from < 60_000; from += 5_000) {
            gadgets(from, from + 4_999);
        }
        pool.query("""
                insert into item_word (word, lexeme)
                  values ('gadget', 'gadget'), ('device', 'devic'), ('zanzibar', 'zanzibar')
                on conflict do nothing""").execute().await().indefinitely();
        pool.query("analyze item").execute().await().indefinitely();
    }

    private void gadgets(int from, int to) {
        pool.query("""
                insert into item (item_id, name, category, description, price, currency, url)
                select 'g-' || n, case when n %% 5 in (0, 2) then 'Gadget device'
                  else 'Gadget' end, 'gadgets > g' || n %% 10,
                  case n when 30000 then 'From Zanzibar.' else '' end, n / 100.0, 'USD', ''
                    from generate_series(%d, %d) n""".formatted(from, to)).execute().await().indefinitely();
    }
}
