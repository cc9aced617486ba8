package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.matching.clause.TimeFrame;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people who looked at cruises in the last two weeks",
                "Son iki haftada gemi turu bakanlar",
                "Geçtiğimiz 2 haftada gemi turu bakanlar",
                "Geride kalan 2 haftada gemi turu bakanlar"
            })
    void a_time_holds_for_what_was_done_in_it(String brief) {
        assertThat(frame(brief)).isEqualTo(new TimeFrame(Period.ofWeeks(2), 1));
    }

    @Test
    void a_frequency_may_name_the_thing_that_is_counted() {
        assertThat(frame("flew on at least three long flights").atLeast()).isEqualTo(3);
    }

    @Test
    void a_clause_without_an_object_dates_what_stands_before_it() {
        assertThat(frame("blender and toaster buyers who bought in the last 2 weeks"))
                .isEqualTo(new TimeFrame(Period.ofWeeks(2), 1));
    }

    @Test
    void a_turkish_time_ends_with_the_verb_of_its_clause() {
        assertThat(BriefPhrases.match("Son 2 haftada kahve almış, gemi turu planlayanlar")
                        .phrases())
                .extracting(phrase -> phrase.when().isAny())
                .containsExactly(false, true);
    }

    @Test
    void recently_is_thirty_days() {
        assertThat(frame("who recently bought blenders")).isEqualTo(new TimeFrame(Period.ofDays(30), 1));
    }

    @Test
    void a_summer_that_lies_ahead_is_no_time_in_which_something_was_done() {
        assertThat(frame("planning a cruise this summer").isAny()).isTrue();
    }

    private static TimeFrame frame(String brief) {
        return BriefPhrases.match(brief).phrases().stream()
                .map(Phrase::when)
                .filter(when -> !when.isAny())
                .findFirst()
                .orElse(TimeFrame.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"took a cruise at least twice a year", "yılda en az iki kez gemi turuna çıkanlar"})
    void so_often_in_a_period_is_a_frequency_in_the_last_one(String brief) {
        assertThat(frame(brief)).isEqualTo(new TimeFrame(Period.ofYears(1), 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cruise passengers (3+ bookings a year)", "yılda en az 3 rezervasyon ile gemi turuna çıkanlar"})
    void so_many_orders_or_bookings_in_a_period_are_a_frequency(String brief) {
        assertThat(frame(brief)).isEqualTo(new TimeFrame(Period.ofYears(1), 3));
    }

    @Test
    void a_turkish_time_behind_the_verb_holds_for_the_clause_before_it() {
        assertThat(frame("gemi turuna çıkanlar, son 6 ayda")).isEqualTo(new TimeFrame(Period.ofMonths(6), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people who took a cruise or bought blenders in the last 2 weeks",
                "Son 2 haftada gemi turu alan ya da blender bakanlar"
            })
    void a_time_holds_for_all_alternatives_of_its_clause(String brief) {
        assertThat(BriefPhrases.match(brief).phrases())
                .extracting(Phrase::when)
                .containsOnly(new TimeFrame(Period.ofWeeks(2), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Blender buyers – last 2 weeks",
                "Blender buyers, past 2 weeks",
                "Blender buyers; last 2 weeks",
                "Women\n- blender buyers\n- last 2 weeks",
                "Blender buyers\nLookback: 2 weeks"
            })
    void a_time_that_stands_alone_holds_for_what_was_done_before_it(String brief) {
        assertThat(frame(brief)).isEqualTo(new TimeFrame(Period.ofWeeks(2), 1));
        assertThat(BriefPhrases.match(brief).unused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Coffee buyers, 3+ times, last 2 weeks", "Coffee buyers\n- last 2 weeks\n- 3+ times"})
    void a_time_and_a_frequency_hold_together(String brief) {
        assertThat(frame(brief)).isEqualTo(new TimeFrame(Period.ofWeeks(2), 3));
    }

    @Test
    void a_verb_of_travel_alone_is_what_was_done() {
        assertThat(BriefPhrases.of("people who flew at least twice")).containsExactly("& Air Travel");
        assertThat(frame("people who flew at least twice").atLeast()).isEqualTo(2);
    }

    @Test
    void a_time_holds_for_what_was_done_even_where_its_words_say_little() {
        assertThat(BriefPhrases.match("Dog owners who have been to a place in the last 3 months")
                        .phrases())
                .extracting(Phrase::when)
                .containsOnly(TimeFrame.ANY);
    }

    @Test
    void recently_married_is_no_time() {
        assertThat(frame("recently married dog owners")).isEqualTo(TimeFrame.ANY);
    }

    @Test
    void a_line_about_timing_counts_where_it_says_what_was_done() {
        assertThat(frame("Audience: women\nTiming: bought a blender in the last 2 weeks\nBudget: 20k"))
                .isEqualTo(new TimeFrame(Period.ofWeeks(2), 1));
        assertThat(BriefPhrases.of("Audience: women\nTiming: blenders in June")).containsExactly("& Female");
    }

    @Test
    void what_is_said_with_a_time_is_not_asked_for_without_one_as_well() {
        assertThat(BriefPhrases.of("Blender shoppers. Bought a blender in the last 2 weeks"))
                .containsExactly("& Blenders");
    }

    @Test
    void how_often_holds_for_what_stands_before_it_in_its_clause() {
        assertThat(BriefPhrases.match("Women who cook 4 times a week, buy blenders online")
                        .phrases())
                .filteredOn(phrase -> phrase.words().contains("blenders"))
                .extracting(Phrase::when)
                .containsOnly(TimeFrame.ANY);
    }

    @Test
    void how_often_may_leave_out_the_word_for_times() {
        assertThat(frame("blender alanlar, ayda en az 2")).isEqualTo(new TimeFrame(Period.ofMonths(1), 2));
    }
}
