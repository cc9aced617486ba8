package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {
    private static final String LONG = "Made of canvas that lasts. " + "It has many pockets and straps. ".repeat(6)
            + "Perfect for hikers in the Alps. Dry in any rain.";

    @Test
    void a_short_description_is_shown_whole() {
        assertThat(Snippet.of("Made  of\ncanvas.", List.of("canvas"))).isEqualTo("Made of canvas.");
    }

    @Test
    void a_long_one_is_shown_from_the_sentence_that_has_a_searched_word() {
        assertThat(Snippet.of(LONG, List.of("hiking", "hikers")))
                .isEqualTo("… Perfect for hikers in the Alps. Dry in any rain.");
    }

    @Test
    void without_a_match_it_is_shown_from_its_beginning_and_cut_between_words() {
        assertThat(Snippet.of(LONG, List.of("sofa")))
                .startsWith("Made of canvas")
                .endsWith(" …")
                .hasSizeLessThan(185);
    }

    @Test
    void a_description_without_spaces_is_cut_too() {
        assertThat(Snippet.of("x".repeat(1000), List.of("x"))).hasSizeLessThan(185);
        assertThat(Snippet.of("😀".repeat(1000), List.of("x")))
                .hasSizeLessThan(185)
                .doesNotContain("\uD83D ");
    }
}
