package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.TextResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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

    @Test
    void only_what_stands_near_it_needs_to_be_searched() {
        RequiredText last = RequiredText.of("last \\d+ weeks?");
        assertThat(last.near(SearchedText.of("the last 5 weeks of all, and then the last 2 weeks"), 8))
                .containsExactly(new int[] {0, 12}, new int[] {30, 46});
        assertThat(last.near(SearchedText.of("never"), 8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notation-en", "notation-tr", "statements-en", "statements-tr"})
    void no_pattern_of_our_own_is_left_out_for_a_text_that_it_matches(String file) throws IOException {
        List<String> texts = Files.readAllLines(Path.of("src/test/resources/signal/briefs-own.jsonl")).stream()
                .map(line -> line.toLowerCase(Locale.ROOT).replace("\\n", "\n"))
                .toList();
        int matched = 0;
        for (String regex : patterns(file)) {
            RequiredText required = RequiredText.of(regex);
            Pattern pattern = Pattern.compile(regex);
            for (String text : texts) {
                if (pattern.matcher(text).find()) {
                    matched++;
                    assertThat(required.mayMatch(text))
                            .as(regex + " in " + text)
                            .isTrue();
                    assertThat(required.near(SearchedText.of(text), text.length()))
                            .isNotEmpty();
                }
            }
        }
        assertThat(matched).isPositive();
    }

    private static List<String> patterns(String file) {
        return TextResource.lines("signal/" + file + ".txt").stream()
                .filter(line -> line.startsWith("/") || file.startsWith("statements"))
                .map(line -> line.startsWith("/")
                        ? line.substring(line.startsWith("/(?i)") ? 5 : 1, line.lastIndexOf("/ => "))
                        : line.substring(line.indexOf(": ") + 2))
                .toList();
    }
}
