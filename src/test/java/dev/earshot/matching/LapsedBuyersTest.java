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
}
