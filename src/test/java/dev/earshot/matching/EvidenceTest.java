package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {

    @Test
    void a_word_that_is_spelt_right_is_not_mended_into_a_name() {
        assertThat(BriefPhrases.of("nasal sprays")).isEmpty();
    }

    @Test
    void a_name_is_not_seen_in_a_form_that_it_does_not_have() {
        assertThat(BriefPhrases.of("coking")).isEmpty();
    }

    @Test
    void a_misspelt_word_is_read_as_the_nearest_one() {
        assertThat(BriefPhrases.of("tenis raketi arayan kadinlar")).contains("& Tennis", "& Female");
        assertThat(BriefPhrases.of("strolers for newborns")).contains("& Strollers and Joggers");
    }

    @Test
    void two_doubtful_words_of_one_field_settle_each_other() {
        assertThat(BriefPhrases.of("Dolphins and Saints supporters")).contains("| American Football");
        assertThat(BriefPhrases.match("Eagles fans").phrases()).isEmpty();
        assertThat(BriefPhrases.match("Eagles fans").doubts())
                .extracting(MatchResult.Doubt::word)
                .containsExactly("eagle");
    }

    @Test
    void a_name_that_makes_of_several_fields_share_means_what_the_text_is_about() {
        assertThat(BriefPhrases.of("Truck owners (Silverado, Ram)"))
                .isNotEmpty()
                .allMatch(phrase -> phrase.endsWith("Pickup Trucks"));
        assertThat(BriefPhrases.match("Ram owners").phrases()).isEmpty();
    }

    @Test
    void an_everyday_word_that_stands_alone_in_a_list_is_a_criterion() {
        assertThat(BriefPhrases.of("women, single, renting")).containsExactly("& Female", "& Single", "& Renters");
    }

    @Test
    void what_is_done_to_things_is_no_thing_itself() {
        assertThat(BriefPhrases.of("men who browsed blenders")).containsExactly("& Male", "& Blenders");
        assertThat(BriefPhrases.of("fabrikada çalışan kadınlar")).containsExactly("& Female");
    }

    @Test
    void an_occasion_named_after_people_is_no_people() {
        assertThat(BriefPhrases.of("babalar günü hediyesi")).containsExactly("& Gifts and Holiday Items");
    }

    @Test
    void a_verb_parts_what_people_are_from_what_they_buy() {
        assertThat(BriefPhrases.of("students shopping for blenders")).containsExactly("& Student", "& Blenders");
    }

    @Test
    void figures_say_more_than_a_word_for_the_same_quantity() {
        assertThat(BriefPhrases.of("seniors 65+")).containsExactly("& 65+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rent payment of < $500", "aylık kirası 500 doların altında"})
    void the_words_that_say_what_a_number_counts_mean_nothing_else(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& $1-$499");
    }

    @Test
    void people_named_after_an_english_verb_are_not_mended() {
        assertThat(BriefPhrases.of("tennis chasers")).containsExactly("& Tennis");
    }

    @Test
    void the_men_with_whom_a_brief_begins_are_meant() {
        assertThat(BriefPhrases.of("Guys fretting about tennis")).containsExactly("& Male", "& Tennis");
    }

    @Test
    void parents_are_asked_for_once() {
        assertThat(BriefPhrases.of("moms and dads whose kids play tennis")).containsOnlyOnce("& Parents with Children");
    }

    @Test
    void people_who_rent_cars_are_no_tenants() {
        assertThat(BriefPhrases.of("people who rent vans and play tennis")).doesNotContain("& Renters");
    }

    @Test
    void parents_of_a_pet_are_no_parents() {
        assertThat(BriefPhrases.of("dog parents who play golf")).containsExactly("& Dogs", "& Golf");
        assertThat(BriefPhrases.of("cat dads who play golf")).doesNotContain("& Parents with Children");
    }

    @Test
    void whose_parents_they_are_says_nothing_of_their_gender() {
        assertThat(BriefPhrases.of("kız babaları, golf oynuyorlar"))
                .contains("& Male")
                .doesNotContain("& Female");
        assertThat(BriefPhrases.of("erkek çocuk anneleri")).contains("& Female").doesNotContain("& Male");
    }

    @Test
    void children_who_have_moved_out_are_not_excluded() {
        assertThat(BriefPhrases.of("golfers, kids just moved out"))
                .containsExactly("& Golf", "& Empty Nest (Adults, Children left home)");
    }

    @Test
    void an_owner_of_one_thing_owns_nothing_else_that_is_named() {
        assertThat(BriefPhrases.of("dog owners who rent their home")).doesNotContain("& First Time Homeowner");
    }

    @Test
    void a_turkish_verb_of_going_somewhere_is_no_journey() {
        assertThat(BriefPhrases.of("hayvanat bahçesi gezmeyi seven kadınlar"))
                .hasSize(2)
                .contains("& Female");
    }

    @Test
    void capitals_for_a_gender_need_no_age() {
        assertThat(BriefPhrases.of("W w/ dogs, golfers")).containsExactly("& Female", "& Dogs", "& Golf");
        assertThat(BriefPhrases.of("M into golf")).containsExactly("& Male", "& Golf");
    }

    @Test
    void divorced_mothers_are_single() {
        assertThat(BriefPhrases.of("divorced moms who golf")).contains("& Single", "& Female", "& Golf");
    }
}
