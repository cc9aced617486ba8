package dev.earshot.matching.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchStartsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "(?<=\\bbuy\\b.{0,40}) for (?=\\d) ! ' for '",
                "\\b(?:min|max)\\. ! min.|max.",
                "an? egg ! an egg|a egg",
                "no+pe ! no",
                "(?:very )*good ! very |good",
                "x{0,2}y|x{2}z ! y|x",
                "[FW](?<year>\\d)? aged ! F0 aged|F aged|W9 aged|W aged",
                "[1-3][.,]5 ! 1.5|3,5",
                "extraordinarily ! extraord",
                "(?>colou?r)s ! colours|colors",
                "ends here$ ! ends her"
            })
    void every_match_begins_in_one_of_these_ways(String regex, String starts) {
        assertThat(new MatchStartsReader(regex).starts()).contains(starts.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\p{L}+s",
                "(?:not )?.",
                "[^a]b",
                "[a-z]b",
                "[[ab]c]d",
                "x?",
                "(?:one|)",
                "(?i)one",
                "\\w",
                "[\\p{L}x]y",
                "(a)?\\1b",
                "(?<=x)",
                "one|.two"
            })
    void a_match_that_may_begin_with_anything_may_begin_anywhere(String regex) {
        assertThat(MatchStarts.of(regex).areKnown()).isFalse();
    }

    @Test
    void only_these_places_need_to_be_tried() {
        MatchStarts starts = MatchStarts.of("[–-] ?(?:out|über)");
        assertThat(starts.next("x-y -out", 0, 8)).isEqualTo(4);
        assertThat(starts.next("x-y – über", 0, 10)).isEqualTo(4);
        assertThat(starts.next("x-y -out", 0, 4)).isEqualTo(-1);
        assertThat(MatchStarts.of("out").next("no, out", 0, 4)).isEqualTo(-1);
        assertThat(MatchStarts.of("out").next("no, out", 0, 5)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notation-en", "notation-tr", "statements-en", "statements-tr"})
    void no_match_of_our_own_patterns_begins_elsewhere(String file) throws IOException {
        int matched = 0;
        for (String regex : OwnPatterns.of(file)) {
            MatchStarts starts = MatchStarts.of(regex);
            Pattern pattern = Pattern.compile(regex);
            for (String text : starts.areKnown() ? OwnPatterns.texts() : List.<String>of()) {
                List<Integer> begin = new ArrayList<>();
                pattern.matcher(text).results().map(MatchResult::start).forEach(begin::add);
                matched += begin.size();
                for (int at : begin) {
                    assertThat(starts.next(text, at, text.length()))
                            .as("%s in %s", regex, text)
                            .isEqualTo(at);
                }
            }
        }
        assertThat(matched).isPositive();
    }
}
