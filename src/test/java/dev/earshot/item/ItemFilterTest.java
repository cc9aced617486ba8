package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.item.SearchResult.CategoryCount;
import dev.earshot.item.SearchResult.PriceRange;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Categories, prices and currencies of a search, and its pages. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemFilterTest extends SearchedItems {
    @Test
    void a_price_in_the_words_is_a_bound() {
        assertThat(found("hiking backpack under 100")).containsExactly("trek", "city");
        assertThat(found("5-day trip to Barcelona under $2000")).containsExactly("trip");
    }

    @Test
    void a_filter_wins_over_the_price_in_the_words() {
        assertThat(found(between("hiking backpack under 100", null, price("50"))))
                .containsExactly("city");
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
        assertThat(found(inCategory("trip", category))).containsExactlyInAnyOrder("trip", "luxury");
    }

    @Test
    void part_of_a_categorys_name_is_not_that_category() {
        assertThat(found(inCategory("backpack", "back"))).isEmpty();
    }

    @Test
    void a_categorys_name_is_no_pattern() {
        for (String category : List.of("50% off", "501 off", "50\\ off", "50_off")) {
            keep(item("in " + category, "Bargain", category, "", "1.00", "USD"));
        }
        assertThat(found(inCategory("bargain", "50% off"))).containsExactly("in 50% off");
        assertThat(found(inCategory("bargain", "50\\ off"))).containsExactly("in 50\\ off");
        assertThat(found(inCategory("bargain", "50 off"))).containsExactly("in 50_off");
    }

    @Test
    void a_category_with_signs_of_patterns_is_shown_whole() {
        for (String category : List.of("100% Cotton", "100x Cotton", "Cut\\Sewn", "Cut%Sewn")) {
            keep(item("in " + category, "Shirt", category, "", "1.00", "USD"));
        }
        assertThat(found(inCategory("", "100% cotton"))).containsExactly("in 100% Cotton");
        assertThat(found(inCategory("", "cut\\sewn"))).containsExactly("in Cut\\Sewn");
    }

    @Test
    void a_wrong_category_shows_the_right_ones() {
        SearchResult result = search(inCategory("hiking", "apparel"));
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
        assertThat(found(filtered("", null, price("90"), price("100"), "eur"))).containsExactly("zelt");
        assertThat(found("over 50 euros")).containsExactly("zelt");
        assertThat(found(between("", price("90"), price("100")))).containsExactly("phone150", "tent", "zelt");
    }

    @Test
    void without_words_the_filters_list() {
        assertThat(found(inCategory("", "backpack"))).containsExactly("city", "trek", "alpine");
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
    void senseless_bounds_make_no_search_fail() {
        assertThat(found(between("", new BigDecimal("1e999999999"), price("-5"))))
                .isEmpty();
        assertThat(found(between("", new BigDecimal("1e-999999999"), null))).isNotEmpty();
        assertThat(found(ItemQuery.of("").page(-1, -1))).hasSize(1);
    }
}
