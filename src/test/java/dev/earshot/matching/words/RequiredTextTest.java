package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                "twenty|thirty ! thirty|twenty",
                "\\b(?:within|under) (\\d{1,3}) ! under|within",
                "[FW](\\d\\d) ! 0",
                "twenty|\\w+ ! ''",
                "(?:one)? ! ''"
            })
    void it_is_what_no_match_can_lack(String regex, String text) {
        assertThat(RequiredText.of(regex).toString().strip()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"in the last 5 weeks,true", "for 5 days,false"})
    void a_text_that_lacks_it_need_not_be_tried(String text, boolean may) {
        assertThat(RequiredText.of("(?:last|past) (\\d+) weeks?").mayMatch(text))
                .isEqualTo(may);
    }

    @Test
    void only_what_stands_near_it_needs_to_be_searched() {
        RequiredText last = RequiredText.of("last \\d+ weeks?");
        assertThat(last.near("the last 5 weeks of all, and then the last 2 weeks", 8))
                .containsExactly(new int[] {0, 12}, new int[] {30, 46});
        assertThat(last.near("never", 8)).isEmpty();
    }
}
