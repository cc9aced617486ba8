package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class LapsedBuyersTest {

    @Test
    void who_has_not_bought_lately_what_they_like_is_left_out_for_that_time_only() {
        MatchResult match = BriefPhrases.match("Cruise fans who have not booked a cruise in 6 months");

        assertThat(match.phrases())
                .extracting(Phrase::negated, phrase -> phrase.when().isAny())
                .contains(tuple(false, true), tuple(true, false));
    }

    @Test
    void where_those_stay_who_are_left_out_is_part_of_the_exclusion() {
        assertThat(BriefPhrases.of("Golfers. Skip anyone who hangs in hair salons or nail salons"))
                .containsExactly("& Golf", "- Hair Salons", "- Nail Salons");
    }

    @Test
    void men_who_are_asked_for_by_a_casual_word_are_men() {
        assertThat(BriefPhrases.of("We're after guys who play golf")).containsExactly("& Male", "& Golf");
        assertThat(BriefPhrases.of("Hi guys, golfers please")).containsExactly("& Golf");
    }
}
