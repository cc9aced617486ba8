package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantities in figures and in words. */
class NumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aged twenty-five to thirty-four",
                "between twenty-five and thirty-four years old",
                "25-34",
                "yirmi beş ile otuz dört yaş arası"
            })
    void numbers_may_be_spelt_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& 25-34");
    }

    @ParameterizedTest
    @CsvSource({
        "women in their early thirties, Age Range/25-34",
        "women in their late sixties, Age Range/65+",
        "women in their mid-forties, Age Range/35-64"
    })
    void early_mid_and_late_say_which_part_of_a_decade(String brief, String range) {
        assertThat(BriefPhrases.match(brief).phrases())
                .flatExtracting(Phrase::suggestions)
                .extracting(suggestion -> suggestion.signal().id())
                .containsExactlyInAnyOrder("Demographic/Gender/Female", "Demographic/" + range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paying $500 to $999 a month for housing",
                "monthly rent payment between five hundred and nine hundred and ninety-nine dollars"
            })
    void an_amount_of_money_may_be_spelt_out_with_its_hundreds(String brief) {
        assertThat(BriefPhrases.of(brief)).contains("& $500-$999").noneMatch(line -> line.contains("$1-$499"));
    }

    @Test
    void a_range_from_hundreds_to_thousands_is_no_range_of_thousands() {
        assertThat(BriefPhrases.of("paying $500 to $1,500 a month for housing")).containsExactly("& $500-$999");
    }

    @Test
    void a_word_that_is_also_a_number_stays_a_word() {
        assertThat(BriefPhrases.of("yüz kremi alanlar")).noneMatch(line -> line.contains("$") || line.contains("-"));
    }
}
