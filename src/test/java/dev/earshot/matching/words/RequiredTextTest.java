package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "\\bsave for (?=\\w) ! save for ",
                "(?:in )?last (?:\\d+ )?weeks? ! last ",
                "colou?r ! colo",
                "twenty|thirty ! ''",
                "\\b(?:a|b)\\b ! ''"
            })
    void it_is_the_longest_text_that_every_match_holds(String regex, String text) {
        assertThat(RequiredText.of(regex).strip()).isEqualTo(text);
    }
}
