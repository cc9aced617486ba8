package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryWordsTest {

    @Test
    void words_are_letters_and_digits_in_small_letters_without_accents() {
        assertThat(QueryWords.of("Café-Crème, 5-day TRIP!")).containsExactly("cafe", "creme", "5", "day", "trip");
    }

    @Test
    void what_means_something_to_a_text_search_is_left_out() {
        assertThat(QueryWords.of("a & b | !c <-> (d:*) 'e' \\ \0 \uD83D 😀")).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void phrasing_is_left_out() {
        assertThat(QueryWords.of("Hi, I want something like boots please")).containsExactly("i", "boots");
    }

    @Test
    void a_possessive_is_its_owner() {
        assertThat(QueryWords.of("women's men’s")).containsExactly("women", "men");
    }

    @Test
    void twelve_words_are_enough() {
        assertThat(QueryWords.of("a b c d e f g h i j k l m n o p")).hasSize(12);
    }

    @Test
    void a_word_that_no_language_has_is_left_out() {
        assertThat(QueryWords.of("x".repeat(41) + " tent")).containsExactly("tent");
    }
}
