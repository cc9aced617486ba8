package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What planners write around whom they mean. */
class PlannersWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners. Cyclists are a hard no for this client, and so are tennis players.",
                "Dog owners. Cyclists and tennis players are off limits."
            })
    void a_verdict_may_be_extended_to_others(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Cycling", "- Tennis");
    }

    @Test
    void who_is_meant_may_stand_behind_a_word_that_says_which() {
        assertThat(BriefPhrases.of("Retired guys who cycle")).contains("& Male");
        assertThat(BriefPhrases.of("Hi guys, dog owners please")).containsExactly("& Dogs");
    }

    @Test
    void what_is_asked_for_is_not_excluded_by_what_a_word_means_besides() {
        assertThat(BriefPhrases.of("Tea drinkers. Forget coffee.")).noneMatch(line -> line.startsWith("& Coffee"));
    }

    @Test
    void numbers_that_count_a_list_count_no_people() {
        assertThat(BriefPhrases.of("Two groups: (1) dog owners, (2) adults who cycle"))
                .containsExactlyInAnyOrder("& Dogs", "& Cycling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Toplantıda konuştuğumuz gibi: köpek sahipleri", "Geçen hafta bahsettiğim gibi köpek sahipleri"})
    void what_was_said_before_is_no_time_of_the_audience(String brief) {
        assertThat(BriefPhrases.match(brief).phrases())
                .hasSize(1)
                .allSatisfy(phrase -> assertThat(phrase.when().isAny()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"golf ve bisklet sevenler", "bisikler ve tenis sevenler"})
    void a_turkish_word_that_lacks_a_letter_is_mended(String brief) {
        assertThat(BriefPhrases.of(brief)).hasSize(2);
    }

    @Test
    void turkish_words_in_an_english_brief_are_understood() {
        assertThat(BriefPhrases.of("women who love bisiklet")).containsExactly("& Female", "& Cycling");
        assertThat(BriefPhrases.of("kadınlar who play golf")).containsExactly("& Female", "& Golf");
    }

    @Test
    void english_words_in_a_turkish_brief_are_understood() {
        assertThat(BriefPhrases.of("golf oynayan women")).containsExactly("& Golf", "& Female");
    }

    @Test
    void words_of_an_idiom_or_a_name_say_nothing_by_themselves() {
        assertThat(BriefPhrases.of("Night owls who cycle")).containsExactly("& Cycling");
        assertThat(BriefPhrases.of("Men in big cities")).noneMatch(line -> line.contains("Soccer"));
        assertThat(BriefPhrases.of("New Yorkers with dogs")).containsExactly("& Dogs");
        assertThat(BriefPhrases.of("Queen fans")).doesNotContain("& Female");
    }

    @Test
    void a_label_ends_the_exclusion_before_it() {
        assertThat(BriefPhrases.of("Dog owners. Not interested in: golf. Interested in: tennis"))
                .containsExactlyInAnyOrder("& Dogs", "- Golf", "& Tennis");
    }

    @Test
    void owners_of_a_car_need_not_have_bought_it_used() {
        assertThat(BriefPhrases.of("araba sahipleri")).containsExactly("& Automotive");
        assertThat(BriefPhrases.of("car owners")).containsExactly("& Automotive");
    }

    @Test
    void a_noun_behind_who_may_be_a_verb() {
        assertThat(BriefPhrases.of("Dog owners who train at home, book last minute and travel light"))
                .containsExactly("& Dogs");
    }

    @Test
    void what_the_client_sells_or_wants_is_not_who_is_wanted() {
        assertThat(BriefPhrases.of("We're launching a new blender. Looking for dog owners."))
                .containsExactly("& Dogs");
        assertThat(BriefPhrases.of("The blender brand wants to reach dog owners"))
                .containsExactly("& Dogs");
    }

    @Test
    void who_the_client_is_is_not_who_is_wanted() {
        assertThat(BriefPhrases.of("Our client is a cruise line. Looking for dog owners."))
                .containsExactly("& Dogs");
        assertThat(BriefPhrases.of("Merhaba, müşterimiz bir araba markası. Köpek sahiplerini hedefliyoruz."))
                .containsExactly("& Dogs");
    }

    @Test
    void ages_may_be_written_in_words() {
        assertThat(BriefPhrases.of("dog owners over sixty-five")).contains("& 65+");
        assertThat(BriefPhrases.of("dog owners aged twenty-five to thirty-four"))
                .contains("& 25-34");
        assertThat(BriefPhrases.of("altmış beş yaş üstü köpek sahipleri")).contains("& 65+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "People who never miss tennis",
                "tenis oynamadan duramayanlar",
                "tenis uygulamasına üye olanlar",
                "tenis uygulamasından yararlananlar"
            })
    void what_is_never_missed_or_only_sounds_denied_is_liked(String brief) {
        assertThat(BriefPhrases.of(brief)).contains("& Tennis").noneMatch(line -> line.startsWith("-"));
    }

    @Test
    void a_sour_coffee_excludes_nothing() {
        assertThat(BriefPhrases.of("ekşi kahve alanlar")).containsExactly("& Coffee");
        assertThat(BriefPhrases.of("Köpek sahipleri eksi golfçüler")).containsExactlyInAnyOrder("& Dogs", "- Golf");
    }

    @Test
    void grooming_is_done_to_cats_and_by_no_groom() {
        assertThat(BriefPhrases.of("People who want cat grooming")).doesNotContain("& Male");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Golfers who still have no car insurance",
                "Golfers who still have to buy car insurance",
                "Golfers who still need car insurance"
            })
    void what_people_still_lack_is_what_they_shop_for(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& Golf", "& Auto Insurance");
    }

    @Test
    void a_short_suppression_leaves_out() {
        assertThat(BriefPhrases.of("Golfers. Supp. renters")).containsExactly("& Golf", "- Renters");
    }

    @Test
    void who_is_against_something_is_no_fan_of_it() {
        assertThat(BriefPhrases.of("Golfa karşı olan bisikletçiler")).containsExactly("- Golf", "& Cycling");
    }

    @Test
    void a_word_that_says_who_someone_is_is_never_mended_into_a_signal() {
        assertThat(BriefPhrases.of("Bisiklete binen teyzeler")).containsExactly("& Cycling", "& Female");
        assertThat(BriefPhrases.of("Wemon who cycle")).containsExactly("& Female", "& Cycling");
    }

    @Test
    void single_says_which_parents() {
        assertThat(BriefPhrases.of("Single dads who golf")).contains("& Single", "& Male", "& Golf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cyclists who wouldn't be caught dead on a golf course",
                "Cyclists who would never touch golf",
                "Cyclists who steer clear of golf",
                "Cyclists who have no time for golf",
                "Cyclists who haven't looked at golf in the past 4 weeks",
                "Cyclists. Golfers clicked like mad last time, please make sure that they are not in there any more.",
                "Cyclists. Golfers cannot use it, so no point.",
                "Cyclists. Golfers are a topic for December, please ignore them for now."
            })
    void dislike_and_disuse_leave_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& Cycling", "- Golf");
    }

    @Test
    void the_other_meaning_in_parentheses_leaves_nothing_out() {
        assertThat(BriefPhrases.of("Yeni blender ve kahve bakanlar (kahve rengi değil)"))
                .noneMatch(line -> line.startsWith("-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Big on tea, off coffee",
                "Tea drinkers. Coffee people bring nothing but complaints, so those are to be kept away.",
                "Tea drinkers. We should not show it to coffee people."
            })
    void what_people_gave_up_or_complain_about_is_left_out(String brief) {
        assertThat(BriefPhrases.of(brief)).anyMatch(line -> line.startsWith("& ") && line.contains("Tea"));
        assertThat(BriefPhrases.of(brief)).anyMatch(line -> line.startsWith("- ") && line.contains("Coffee"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tea drinkers; radio has been ruled out.",
                "Tea drinkers, nothing to do with golf.",
                "There's not much to it this time, just tea drinkers",
                "Çay sevenler, çünkü golf sezonu bitti"
            })
    void what_surrounds_the_request_adds_and_excludes_nothing(String brief) {
        assertThat(BriefPhrases.of(brief)).hasSize(1).allMatch(line -> line.contains("Tea"));
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
