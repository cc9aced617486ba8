package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingTest {

    @ParameterizedTest
    @CsvSource({"wemon,women,true", "women,women,false", "wemoe,women,false", "tone,note,false", "wemons,women,false"})
    void two_vowels_may_change_places(String word, String other, boolean swapped) {
        assertThat(Misspelling.isVowelSwapped(word, other)).isEqualTo(swapped);
    }

    @Test
    void words_that_are_few_edits_apart_have_nearly_the_same_letters() {
        Random random = new Random(3);
        List<String> words = IntStream.range(0, 400)
                .mapToObj(i -> letters(random, 4 + random.nextInt(3)))
                .toList();
        int near = 0;
        int ruledOut = 0;
        for (String one : words) {
            for (String other : words) {
                boolean may = Misspelling.mayBeNear(Misspelling.letters(one), Misspelling.letters(other), 2);
                ruledOut += may ? 0 : 1;
                if (Misspelling.distance(one, other, 2) <= 2 || Misspelling.isVowelSwapped(one, other)) {
                    near++;
                    assertThat(may).as("%s and %s", one, other).isTrue();
                }
            }
        }
        assertThat(near).isGreaterThan(words.size());
        assertThat(ruledOut).isPositive();
    }

    private static String letters(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf("aeilnrst1".charAt(random.nextInt(9))))
                .reduce("", String::concat);
    }
}
