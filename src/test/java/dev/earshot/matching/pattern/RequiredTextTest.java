package dev.earshot.matching.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "\\bsave for (?=\\w) ! save for ",
                "(?:in )?last (?:\\d+ )?weeks? ! last  & week",
                "colou?r ! colo & r",
                "no+pe ! no & pe",
                "twenty|thirty ! twenty || thirty",
                "(?:twenty|thirty) ! thirty|twenty",
                "(?:[:=|→]|->) ?(?:out|never) ! never|out & ->|:|=|||→",
                "[^:] ?out|[a-z]-[\\w.] ! out || -",
                "\\b(?:within|under) (\\d{1,3}) ! under|within & 0",
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

    @ParameterizedTest
    @ValueSource(strings = {"notation-en", "notation-tr", "statements-en", "statements-tr"})
    void no_pattern_of_our_own_is_left_out_for_a_text_that_it_matches(String file) throws IOException {
        List<String> texts = OwnPatterns.texts();
        int matched = 0;
        for (String regex : OwnPatterns.of(file)) {
            RequiredText required = RequiredText.of(regex);
            Pattern pattern = Pattern.compile(regex);
            for (String text : texts) {
                if (pattern.matcher(text).find()) {
                    matched++;
                    assertThat(required.mayMatch(text))
                            .as(regex + " in " + text)
                            .isTrue();
                }
            }
        }
        assertThat(matched).isPositive();
    }
}
