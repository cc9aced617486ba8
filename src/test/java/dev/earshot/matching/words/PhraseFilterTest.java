package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhraseFilterTest {
    private final PhraseFilter filter = new PhraseFilter();

    @Test
    void a_phrase_is_never_ruled_out_whatever_the_order_of_its_words() {
        filter.add(List.of("dog", "food", "dry"));
        filter.add(List.of("golf"));
        assertThat(filter.mayHave(List.of("food", "dry", "dog"))).isTrue();
        assertThat(filter.mayHave(List.of("golf"))).isTrue();
        assertThat(filter.mayHave(List.of("dog", "food"))).isFalse();
    }

    @Test
    void nearly_all_others_are() {
        IntStream.range(0, 20_000).forEach(i -> filter.add(List.of("word" + i, "other" + i % 100)));
        long taken = IntStream.range(0, 10_000)
                .filter(i -> filter.mayHave(List.of("word" + i, "third" + i % 100)))
                .count();
        assertThat(taken).isLessThan(1_000);
    }
}
