package dev.earshot.matching.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextAutomatonTest {
    private static final String LETTERS = "abç";

    @Test
    void texts_within_texts_are_found_too() {
        assertThat(found(List.of("he", "she", "his", "hers"), "ushers, his"))
                .containsExactly("he@2", "hers@2", "his@8", "she@1");
    }

    @Test
    void all_texts_are_found_wherever_they_are() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<String> texts = IntStream.range(0, 12)
                    .mapToObj(i -> letters(random, 1 + random.nextInt(5)))
                    .distinct()
                    .toList();
            String searched = letters(random, 40) + "?" + letters(random, 10);
            TreeSet<String> expected = new TreeSet<>();
            texts.forEach(text -> IntStream.range(0, searched.length())
                    .filter(at -> searched.startsWith(text, at))
                    .forEach(at -> expected.add(text + "@" + at)));
            assertThat(found(texts, searched)).as("%s in %s", texts, searched).isEqualTo(expected);
        }
    }

    private static String letters(Random random, int count) {
        char[] letters = new char[count];
        IntStream.range(0, count).forEach(at -> letters[at] = LETTERS.charAt(random.nextInt(LETTERS.length())));
        return new String(letters);
    }

    private static TreeSet<String> found(List<String> texts, String searched) {
        TreeSet<String> found = new TreeSet<>();
        new TextAutomaton(texts).search(searched, (text, start) -> found.add(texts.get(text) + "@" + start));
        return found;
    }
}
