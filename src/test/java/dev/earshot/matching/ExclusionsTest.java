package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners, excl. students + retirees.",
                "Dog owners. Exclude students, retirees.",
                "Dog owners without students or retirees",
                "Köpek sahipleri; öğrenciler ve emekliler hariç",
                "Köpek sahipleri. Öğrencileri ve emeklileri dışarıda bırakalım."
            })
    void an_exclusion_holds_for_its_whole_list(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Student", "- Retired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners. Please leave students out of it.",
                "Dog owners. Students need not be included.",
                "Dog owners. Students out.",
                "Dog owners; we rule students out",
                "Köpek sahipleri, öğrencisiz",
                "Köpek sahipleri; öğrencileri katmayın",
                "Köpek sahipleri\nKimler değil:\n- öğrenciler",
                "Köpek sahipleri. Öğrenciler kapsam dışı."
            })
    void an_exclusion_may_stand_around_or_behind_what_it_leaves_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Student");
    }

    @Test
    void only_the_object_of_a_turkish_verb_is_excluded() {
        assertThat(BriefPhrases.of("Köpek besleyenler, öğrenci olanları istemiyoruz"))
                .containsExactlyInAnyOrder("& Dogs", "- Student");
    }

    @Test
    void the_verb_of_a_relative_clause_belongs_to_those_who_are_left_out() {
        assertThat(BriefPhrases.of("Dog owners, but leave out anybody who is mostly into golf"))
                .containsExactly("& Dogs", "- Golf");
    }

    @Test
    void a_turkish_verb_that_denies_excludes_its_object() {
        assertThat(BriefPhrases.of("Koşuyu seven ama bisiklete binmeyen erkekler"))
                .containsExactly("& Running and Jogging", "- Cycling", "& Male");
        assertThat(BriefPhrases.of("Kediden nefret eden köpekçiler")).containsExactly("- Cats", "& Dogs");
    }

    @Test
    void what_is_not_to_be_excluded_stays() {
        assertThat(BriefPhrases.of("Don't exclude students. Skip retirees.")).containsExactly("& Student", "- Retired");
        assertThat(BriefPhrases.of("Emeklileri çıkarma, öğrencileri çıkar")).containsExactly("& Retired", "- Student");
    }

    @Test
    void what_is_asked_for_and_what_is_excluded_make_no_phrase_together() {
        assertThat(BriefPhrases.of("Music fans save for country"))
                .containsExactly("& Music and Audio", "- Country Music");
    }

    @Test
    void a_tier_is_not_excluded_while_a_signal_below_it_is_asked_for() {
        assertThat(BriefPhrases.of("Tea lovers who do not buy coffee"))
                .containsExactly("& Tea - Bags/loose", "- Coffee");
    }

    @Test
    void a_turkish_noun_that_ends_like_a_verb_stays_in_what_is_excluded() {
        assertThat(BriefPhrases.of("Köpek sahipleri, öğretmen olanlar hariç tenis oynayan emekliler dışında"))
                .contains("- Retired");
    }

    @Test
    void a_verb_that_denies_missing_something_excludes_nothing() {
        assertThat(BriefPhrases.of("tenis kaçırmayan köpek sahipleri")).containsExactly("& Tennis", "& Dogs");
    }

    @Test
    void anyone_named_last_in_an_exclusion_list_is_excluded() {
        assertThat(BriefPhrases.of("Dog owners. Leave out students and anyone over 65."))
                .containsExactlyInAnyOrder("& Dogs", "- Student", "- 65+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Köpek sahipleri; kedilere bakmasınlar",
                "Köpek sahipleri; kediler kalsın dışarıda",
                "Köpek sahipleri; kedi beslemesin"
            })
    void a_turkish_wish_that_something_is_not_done_excludes_it(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& Dogs", "- Cats");
    }

    @Test
    void a_role_that_is_left_out_does_not_leave_out_its_whole_gender() {
        assertThat(BriefPhrases.of("Köpek sahipleri; anneler olmasın"))
                .contains("- Parents with Children")
                .doesNotContain("- Female");
    }

    @Test
    void a_turkish_exclusion_of_everyday_words_ends_at_the_comma_before_them() {
        assertThat(BriefPhrases.of("tenis sevenler, köpek besleyen, ev sahibi olmayan çiftler"))
                .containsExactly("& Tennis", "& Dogs", "- First Time Homeowner");
    }

    @Test
    void the_shorthand_for_without_is_english() {
        assertThat(BriefPhrases.of("dog owners w/o cats")).containsExactly("& Dogs", "- Cats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Golfers, nobody with a mortgage or kids",
                "Golfers, but nobody with a mortgage or children",
                "Golfers without a mortgage or kids"
            })
    void children_in_a_list_of_what_people_have_leave_out_parents(String brief) {
        assertThat(BriefPhrases.of(brief))
                .containsExactly("& Golf", "- Mortgage Lenders and Brokers", "- Parents with Children");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tenis sevenler, golfsüz", "Tenis sevenler, golfsüz olsun"})
    void the_turkish_ending_of_without_leaves_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& Tennis", "- Golf");
    }

    @Test
    void a_thing_without_something_excludes_nobody() {
        assertThat(BriefPhrases.of("kahve sevenler, şekersiz")).containsExactly("& Coffee");
    }

    @Test
    void owners_of_one_thing_without_another() {
        assertThat(BriefPhrases.of("kedisiz köpek sahipleri")).containsExactlyInAnyOrder("& Dogs", "- Cats");
    }

    @Test
    void what_is_left_out_is_not_asked_for_as_well() {
        assertThat(BriefPhrases.of("skiers, but no winter sports equipment"))
                .containsExactly("& Skiing", "- Winter Sports Equipment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Women. No point in showing it to golfers.",
                "Women. Leave out students. The same goes for golfers.",
                "Women. Golfers have a product of their own.",
                "Women. Golfers who love to travel won't be happy, so keep them out."
            })
    void a_reason_why_not_leaves_out(String brief) {
        assertThat(BriefPhrases.of(brief)).contains("& Female", "- Golf").doesNotContain("& Golf");
    }

    @Test
    void what_no_signal_tells_apart_is_asked_for() {
        assertThat(BriefPhrases.of("people planning river cruises, not interested in ocean cruises"))
                .containsExactly("& Cruise Travel");
    }

    @Test
    void a_further_group_behind_a_comma_is_left_out_too() {
        assertThat(BriefPhrases.of("Dog owners. Leave out cyclists, and anyone who plays golf."))
                .containsExactlyInAnyOrder("& Dogs", "- Cycling", "- Golf");
    }

    @Test
    void no_meat_eaters_does_not_ask_for_vegetarians() {
        assertThat(BriefPhrases.of("Dog owners, no meat eaters")).containsExactly("& Dogs");
    }

    @Test
    void words_that_belong_to_a_longer_exclusion_are_not_left_out_by_themselves() {
        assertThat(BriefPhrases.of("Dog owners, no pregnant women")).doesNotContain("- Female");
    }

    @Test
    void what_is_true_of_others_too_leaves_them_out() {
        assertThat(BriefPhrases.of("Dog owners. Golfers aren't a fit. Neither are cyclists."))
                .containsExactlyInAnyOrder("& Dogs", "- Golf", "- Cycling");
        assertThat(BriefPhrases.of("Dog owners. Golfers excluded. Cyclists too."))
                .containsExactlyInAnyOrder("& Dogs", "- Golf", "- Cycling");
    }

    @Test
    void fans_and_people_are_no_verbs_that_end_an_exclusion() {
        assertThat(BriefPhrases.of("Dog owners, except golf fans and cyclists"))
                .containsExactlyInAnyOrder("& Dogs", "- Golf", "- Cycling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners. Students never convert.",
                "Students got the mailer in May, so not them. Dog owners please.",
                "Students wouldn't pay for this. Exclude them and go for dog owners.",
                "Take students out of this campaign and go for dog owners",
                "Dog owners, students can wait.",
                "Dog owners, students no (budget)",
                "Dog owners please, and leave students out of this one because they bounce.",
                "Dog owners; keep students out of our campaign as they never buy.",
                "Köpek sahipleri. Öğrencileri zaten kazandık, onlara para harcamıyoruz.",
                "Öğrenciler bize çok pahalıya geldi, o yüzden çıkarıyoruz. Köpek sahipleri.",
                "Köpek sahipleri. Öğrencilere hayır dedik.",
                "Köpek sahipleri; DEĞİL öğrenci",
                "Köpek sahipleri, öğrenci dışarı"
            })
    void who_is_given_up_for_a_reason_is_left_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Student");
    }

    @Test
    void of_those_who_are_wanted_only_the_ones_described_are_left_out() {
        assertThat(BriefPhrases.of("Tenis oynayan öğrencileri ayırın, geri kalan öğrencilere gösterin."))
                .containsOnly("- Tennis", "& Student");
        assertThat(BriefPhrases.of("Emekliler ve öğrenciler. Emekli öğrenciler hariç."))
                .doesNotContain("- Student");
    }
}
