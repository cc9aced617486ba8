package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.item.SearchResult.Hit;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which items some words find, and in which order. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemSearchTest extends SearchedItems {
    @Test
    void items_with_all_words_are_found_best_first() {
        assertThat(found("hiking backpack")).containsExactly("trek", "alpine", "city");
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
}
