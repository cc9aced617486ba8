package dev.earshot.matching.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextsTest {

    @Test
    void only_what_stands_near_it_needs_to_be_searched() {
        RequiredTexts all = of("last \\d+ weeks?", "colou?r", "all|.", "week|last");
        RequiredTexts.Places places = all.in("the last 5 weeks of all, and then the last 2 weeks");
        assertThat(places.near(0, 8)).containsExactly(new int[] {0, 12}, new int[] {30, 46});
        assertThat(places.near(1, 8)).isEmpty();
        assertThat(places.near(2, 8)).containsExactly(new int[] {0, 50});
        assertThat(places.near(3, 8)).containsExactly(new int[] {0, 19}, new int[] {30, 50});
    }

    @Test
    void any_digit_is_as_good_as_another() {
        RequiredTexts.Places places = of("\\d+", "10%").in("from ٣ %, 2 % to 10%");
        assertThat(places.near(0, 2)).containsExactly(new int[] {3, 7}, new int[] {8, 12}, new int[] {15, 20});
        assertThat(places.near(1, 2)).containsExactly(new int[] {15, 19});
    }

    /** The same by looking for the texts of each pattern one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"notation-en", "notation-tr", "statements-en", "statements-tr"})
    void a_pattern_need_not_be_tried_where_it_need_not_be_tried_alone(String file) throws IOException {
        List<RequiredText> each =
                OwnPatterns.of(file).stream().map(RequiredText::of).toList();
        RequiredTexts all = new RequiredTexts(each);
        int left = 0;
        for (String text : OwnPatterns.texts()) {
            RequiredTexts.Places places = all.in(text);
            for (int at = 0; at < each.size(); at++) {
                boolean may = each.get(at).mayMatch(text);
                left += may ? 0 : 1;
                assertThat(places.near(at, 90).isEmpty())
                        .as("%s in %s", each.get(at), text)
                        .isEqualTo(!may);
            }
        }
        assertThat(left).isPositive();
    }

    private static RequiredTexts of(String... patterns) {
        return new RequiredTexts(
                List.of(patterns).stream().map(RequiredText::of).toList());
    }
}
