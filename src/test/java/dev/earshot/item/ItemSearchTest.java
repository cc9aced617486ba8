package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.FoldedText;
import dev.earshot.item.SearchResult.CategoryCount;
import dev.earshot.item.SearchResult.Hit;
import dev.earshot.item.SearchResult.PriceRange;
import dev.earshot.testing.Plans;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemSearchTest {
    private static final Pattern ROWS = Pattern.compile("actual rows=([\\d.]+) loops=(\\d+)");
    private static final List<Item> CATALOGUE = List.of(
            item("trek", "TrekMaster Hiking Backpack", "accessories > backpack", "For long trails.", "89.99", "USD"),
            item("alpine", "Alpine Hiking Backpack", "accessories > backpack", "For high mountains.", "189.99", "USD"),
            item(
                    "city",
                    "City Backpack",
                    "accessories > backpack",
                    "For the office, and for a hike on Sunday.",
                    "49.99",
                    "USD"),
            item("boots", "Rugged Boots", "footwear > boot", "Leather boots for hiking and trekking.", "129.99", "USD"),
            item("tent", "Dome Tent", "outdoors > camping", "Sleeps three, weighs little.", "99.00", "USD"),
            item("zelt", "Kuppelzelt für Wärme", "outdoors > camping", "Größe für drei, auch im Café.", "99.00", "EUR"),
            item("cadir", "Güneş Çadırı", "outdoors > camping", "Plaj için.", "999.00", "TRY"),
            item("flight", "Flight to Barcelona", "travel_planning > flights", "Direct, with a bag.", "540.00", "USD"),
            item("trip", "5-Day Barcelona City Trip", "travel_planning > trips", "Hotel and flight.", "1890.00", "USD"),
            item(
                    "luxury",
                    "5-Day Barcelona Luxury Trip",
                    "travel_planning > trips",
                    "A suite by the sea.",
                    "3890.00",
                    "USD"),
            item("phone", "iPhone 15", "electronics > phone", "A phone.", "799.00", "USD"),
            item("phone150", "Phone 150", "electronics > phone", "Another phone.", "99.00", "USD"),
            item("shirt", "Under Armour Shirt", "apparel > shirt", "Wi-Fi free.", "35.00", "USD"));

    @Inject
    Items items;

    @Inject
    CatalogueWriter catalogue;

    @Inject
    Pool pool;

    @Inject
    ItemSearch search;

    @BeforeEach
    void fill_the_catalogue() {
        pool.query("truncate item, item_word, category").execute().await().indefinitely();
        catalogue.keep(CATALOGUE).await().indefinitely();
    }

    @Test
    void items_with_all_words_are_found_best_first() {
        assertThat(found("hiking backpack")).containsExactly("trek", "alpine", "city");
    }

    @Test
    void a_price_in_the_words_is_a_bound() {
        assertThat(found("hiking backpack under 100")).containsExactly("trek", "city");
        assertThat(found("5-day trip to Barcelona under $2000")).containsExactly("trip");
    }

    @Test
    void a_filter_wins_over_the_price_in_the_words() {
        assertThat(found(ItemQuery.of("hiking backpack under 100").between(null, price("50"))))
                .containsExactly("city");
    }

    @Test
    void endings_do_not_matter() {
        assertThat(found("hikes backpacks")).contains("trek", "alpine", "city");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"backp", "backpac", "BACKPACK", "bakpack", "bcakpack", "backpakc", "backpackk", "backkpack"})
    void the_beginning_of_a_word_or_a_typing_error_finds_it_too(String typed) {
        assertThat(found(typed)).containsExactlyInAnyOrder("trek", "alpine", "city");
    }

    @Test
    void every_word_may_be_mistyped() {
        assertThat(found("hikking bakpack")).containsExactly("trek", "alpine", "city");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kuppelzelt warme", "KUPPELZELT WÄRME", "grosse cafe", "größe café", "wa\u0308rme"})
    void umlauts_and_accents_may_be_left_out(String typed) {
        assertThat(found(typed)).containsExactly("zelt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gunes cadiri", "güneş çadırı", "GÜNEŞ ÇADIRI"})
    void turkish_letters_may_be_left_out(String typed) {
        assertThat(found(typed)).containsExactly("cadir");
    }

    @Test
    void a_number_is_that_number() {
        assertThat(found("iphone 15")).containsExactly("phone");
        assertThat(found("phone 15")).first().isNotEqualTo("phone150");
    }

    @Test
    void a_brand_is_no_price() {
        assertThat(found("under armour shirt")).containsExactly("shirt");
    }

    @Test
    void a_compound_is_found_by_its_parts() {
        assertThat(found("wi fi")).containsExactly("shirt");
        assertThat(found("wi-fi")).containsExactly("shirt");
    }

    @Test
    void where_nothing_has_all_words_those_with_most_come_first() {
        assertThat(found("leather hiking boots with heated insoles")).first().isEqualTo("boots");
        assertThat(found("rugged purple boots")).containsExactly("boots");
    }

    @Test
    void an_item_with_less_than_half_of_the_words_is_not_found() {
        assertThat(found("backpack quantum chromodynamics lecture")).isEmpty();
    }

    @Test
    void words_that_nothing_has_find_nothing() {
        SearchResult result = search(ItemQuery.of("chromodynamics"));
        assertThat(result.items()).isEmpty();
        assertThat(result.total()).isZero();
        assertThat(result.facets().categories()).isEmpty();
        assertThat(result.facets().price()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "travel_planning",
                "Travel Planning",
                "travel-planning",
                "TRAVEL_PLANNING > Trips",
                "trips",
                "travel planning/trip",
                " trips "
            })
    void a_category_is_known_by_its_path_or_a_part_of_it_however_it_is_written(String category) {
        assertThat(found(ItemQuery.of("trip").inCategory(category))).containsExactlyInAnyOrder("trip", "luxury");
    }

    @Test
    void part_of_a_categorys_name_is_not_that_category() {
        assertThat(found(ItemQuery.of("backpack").inCategory("back"))).isEmpty();
    }

    @Test
    void a_categorys_name_is_no_pattern() {
        for (String category : List.of("50% off", "501 off", "50\\ off", "50_off")) {
            keep(item("in " + category, "Bargain", category, "", "1.00", "USD"));
        }
        assertThat(found(ItemQuery.of("bargain").inCategory("50% off"))).containsExactly("in 50% off");
        assertThat(found(ItemQuery.of("bargain").inCategory("50\\ off"))).containsExactly("in 50\\ off");
        assertThat(found(ItemQuery.of("bargain").inCategory("50 off"))).containsExactly("in 50_off");
    }

    @Test
    void a_category_is_found_among_very_many_without_reading_them_all() {
        assertThat(new Plans(pool)
                        .kept(
                                SearchStatement.UNDERSTAND,
                                List.of(
                                        "insert into category select '>group ' || n || '>' from generate_series(1, 20000) n",
                                        "analyze category")))
                .contains("by category_trigrams")
                .doesNotContain("category by reading all of it");
    }

    @Test
    void where_not_all_categories_are_looked_into_the_count_is_an_estimate() {
        sixtyThousandGadgets();
        pool.query("insert into category select '>huge>' || n || '>' from generate_series(10000, %d) n"
                        .formatted(10_000 + SearchStatement.MOST_CATEGORIES))
                .executeAndAwait();
        keep(item("lost", "Bargain", "huge > 99999", "", "1.00", "USD"));
        assertThat(search(ItemQuery.of("the").inCategory("huge")).totalIsEstimate())
                .isTrue();
    }

    @Test
    void a_wrong_category_shows_the_right_ones() {
        SearchResult result = search(ItemQuery.of("hiking").inCategory("apparel"));
        assertThat(result.total()).isZero();
        assertThat(result.facets().categories())
                .containsExactly(
                        new CategoryCount("accessories > backpack", 3), new CategoryCount("footwear > boot", 1));
    }

    @Test
    void the_price_facet_spans_what_was_found() {
        PriceRange prices = search(ItemQuery.of("backpack")).facets().price();
        assertThat(prices).isEqualTo(new PriceRange(price("49.99"), price("189.99")));
    }

    @Test
    void with_a_currency_only_its_prices_are_compared() {
        assertThat(found(ItemQuery.of("").between(price("90"), price("100")).inCurrency("eur")))
                .containsExactly("zelt");
        assertThat(found("over 50 euros")).containsExactly("zelt");
        assertThat(found(ItemQuery.of("").between(price("90"), price("100"))))
                .containsExactly("phone150", "tent", "zelt");
    }

    @Test
    void without_words_the_filters_list() {
        assertThat(found(ItemQuery.of("").inCategory("backpack"))).containsExactly("city", "trek", "alpine");
        assertThat(found("under 40")).containsExactly("shirt");
        assertThat(found("the")).hasSize(ItemQuery.DEFAULT_LIMIT);
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < CATALOGUE.size(); offset += 5) {
            SearchResult page = search(ItemQuery.of("").page(5, offset));
            assertThat(page.total()).isEqualTo(CATALOGUE.size());
            page.items().forEach(hit -> paged.add(hit.itemId()));
        }
        assertThat(paged)
                .containsExactlyElementsOf(found(ItemQuery.of("").page(50, 0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_page_behind_the_last_is_empty_and_still_counts() {
        SearchResult page = search(ItemQuery.of("backpack").page(10, 100));
        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void a_hit_shows_what_an_item_is() {
        Hit hit = search(ItemQuery.of("dome tent")).items().get(0);
        assertThat(hit)
                .isEqualTo(new Hit(
                        "tent",
                        "Dome Tent",
                        "outdoors > camping",
                        price("99.00"),
                        "USD",
                        "https://store.example/items/tent",
                        "",
                        "Sleeps three, weighs little."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\\",
                "a & b | !c",
                "backpack:*",
                "!backpack",
                "( ( (",
                "<-> tent",
                "\0",
                "ten\0t",
                "😀",
                "\uD83D",
                "%",
                "_",
                "$1",
                "; drop table item; --",
                "under",
                "under under 100",
                "under 99999999999999999999",
                "between 1 and",
                "-",
                ">",
                "> 5 <",
                "İ",
                "1000 LİRA ALTI BOT",
                "1000 lıra",
                "100 dollar\u017F",
                "ﬁ",
                "1e999",
                "1.2.3.4",
                "user@store.example",
                "http://store.example/items/?a=b",
                "{\"$ne\":1}",
                "\u202E",
                "ßßß",
                "ʼ",
                "½",
                "²",
                "١٢٣",
                "under ١٢٣"
            })
    void no_text_makes_a_search_fail(String text) {
        assertThat(search(ItemQuery.of(text))).isNotNull();
        assertThat(search(ItemQuery.of(text).inCategory(text).inCurrency(text))).isNotNull();
    }

    @Test
    void nonsense_of_any_length_makes_no_search_fail() {
        assertThat(found("qzxw ".repeat(100))).isEmpty();
        assertThat(found("x".repeat(100_000))).isNotNull();
        assertThat(found("under 5 ".repeat(10_000))).isNotNull();
    }

    @Test
    void senseless_bounds_make_no_search_fail() {
        assertThat(found(ItemQuery.of("").between(new BigDecimal("1e999999999"), price("-5"))))
                .isEmpty();
        assertThat(found(ItemQuery.of("").between(new BigDecimal("1e-999999999"), null)))
                .isNotEmpty();
        assertThat(found(ItemQuery.of("").page(-1, -1))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "여행 가방, 가방",
        "여행 가방, 여행 가방",
        "हिन्दी यात्रा बैग, यात्रा बैग",
        "हिन्दी यात्रा बैग, हिन्दी",
        "حقيبة سفر أحمد, أحمد",
        "حقيبة سفر أحمد, احمد حقيبة",
        "防水登山背包, 背包",
        "登山用バックパック, バックパック",
        "«Палатка» Ёлка, палатка елка",
        "ΣΚΗΝΉ ΟΔΌΣ, σκηνη οδος",
        "IŞIKLI ÇADIR, ışıklı çadır",
        "Straße 7 Œuvre Łódź, STRASSE oeuvre lodz",
        "می‌خواهم کیف, می‌خواهم",
        "กระเป๋า เดินทาง, กระเป๋า"
    })
    void an_item_is_found_by_the_words_of_its_name_in_any_script(String name, String words) {
        catalogue
                .keep(List.of(item("own", name, "bags", "", "10", "USD")))
                .await()
                .indefinitely();
        assertThat(found(words)).containsExactly("own");
        assertThat(found(name)).startsWith("own");
    }

    /** Letters that both know: Java 17 knows Unicode 13. */
    @Test
    void the_database_folds_every_letter_as_memory_does() {
        List<String> letters = new ArrayList<>();
        for (int c = 0x20; c < 0x20000; c++) {
            if (Character.isDefined(c)
                    && Character.getType(c) != Character.SURROGATE
                    && Character.getType(c) != Character.PRIVATE_USE) {
                letters.add("a" + Character.toString(c) + "\u0301b");
            }
        }
        List<String> otherwise = new ArrayList<>();
        pool.preparedQuery("select letter, folded(letter) as folded from unnest($1::text[]) as letter")
                .execute(Tuple.of((Object) letters.toArray(String[]::new)))
                .await()
                .indefinitely()
                .forEach(row -> {
                    if (!row.getString("folded").equals(FoldedText.of(row.getString("letter")))) {
                        otherwise.add(row.getString("letter"));
                    }
                });
        assertThat(otherwise).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PKA-KDS-4040-SET", "pka-kds-4040-set", " Pka-Kds-4040-Set ", "show me pka-kds-4040-set please"})
    void an_item_whose_id_is_asked_for_comes_first(String query) {
        catalogue
                .keep(List.of(
                        item("PKA-KDS-4040-SET", "Cutlery", "kitchen", "", "10", "USD"),
                        item("other", "PKA KDS 4040 SET", "kitchen", "", "1", "USD")))
                .await()
                .indefinitely();
        assertThat(found(query)).first().isEqualTo("PKA-KDS-4040-SET");
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

    private void assertBounded(ItemSearch.ItemLookup lookup) {
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

    @Test
    void an_item_is_found_by_its_id() {
        assertThat(find("flight")).map(Item::name).contains("Flight to Barcelona");
        assertThat(find("nothing")).isEmpty();
        assertThat(find("\0")).isEmpty();
    }

    @Test
    void similar_items_share_the_category_and_the_words_and_the_price() {
        assertThat(similar("trek", 5))
                .startsWith("alpine", "city")
                .contains("boots")
                .doesNotContain("trek", "tent");
        assertThat(similar("trek", 1)).containsExactly("alpine");
    }

    private List<String> similar(String itemId, int limit) {
        Item item = find(itemId).orElseThrow();
        return items.similar(item, limit).await().indefinitely().stream()
                .map(Item::itemId)
                .toList();
    }

    private Optional<Item> find(String itemId) {
        return items.find(itemId).await().indefinitely();
    }

    private List<String> found(String text) {
        return found(ItemQuery.of(text));
    }

    private void keep(Item item) {
        catalogue.keep(List.of(item)).await().indefinitely();
    }

    private List<String> found(ItemQuery query) {
        return search(query).items().stream().map(Hit::itemId).toList();
    }

    private SearchResult search(ItemQuery query) {
        return items.search(query).await().indefinitely();
    }

    private static BigDecimal price(String price) {
        return new BigDecimal(price);
    }

    private static Item item(
            String id, String name, String category, String description, String price, String currency) {
        return new Item(
                id, name, category, description, price(price), currency, "https://store.example/items/" + id, "");
    }
}
