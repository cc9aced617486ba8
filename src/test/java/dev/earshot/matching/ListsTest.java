package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListsTest {

    @Test
    void the_last_word_of_a_list_belongs_to_all_of_it() {
        assertThat(BriefPhrases.of("life, auto and home insurance shoppers"))
                .containsExactlyInAnyOrder("& Home Insurance", "| Auto Insurance", "| Life Insurance");
        assertThat(BriefPhrases.of("horror, sci-fi and fantasy movie fans"))
                .containsExactlyInAnyOrder("& Fantasy Movies", "| Science Fiction Movies", "| Horror Movies");
    }

    @Test
    void a_thing_that_stands_in_a_list_keeps_its_own_meaning() {
        assertThat(BriefPhrases.of("Shoppers for blenders, toasters or microwave ovens"))
                .containsExactly("& Blenders", "| Toasters", "| Microwave Ovens");
    }

    @Test
    void things_of_one_field_are_alternatives_and_things_of_two_are_not() {
        assertThat(BriefPhrases.of("people into tennis and golf")).containsExactly("& Tennis", "| Golf");
        assertThat(BriefPhrases.of("people into tennis and cooking")).containsExactly("& Tennis", "& Cooking");
    }

    @Test
    void two_kinds_of_owners_are_alternatives() {
        assertThat(BriefPhrases.of("blender buyers and dog owners")).containsExactly("& Blenders", "| Dogs");
    }

    @Test
    void both_before_two_interests_asks_for_each_of_them() {
        assertThat(BriefPhrases.of("people into both tennis and golf")).containsExactly("& Tennis", "& Golf");
        assertThat(BriefPhrases.of("hem tenis hem golf oynayanlar")).containsExactly("& Tennis", "& Golf");
    }

    @Test
    void two_turkish_verbs_say_two_things_of_the_same_people() {
        assertThat(BriefPhrases.of("tenis oynayan, golf oynayan kadınlar"))
                .containsExactly("& Tennis", "& Golf", "& Female");
    }

    @Test
    void other_people_behind_and_belong_to_the_audience_too() {
        assertThat(BriefPhrases.of("blender buyers and people into cooking"))
                .containsExactly("& Blenders", "| Cooking");
        assertThat(BriefPhrases.of("blender buyers into cooking")).containsExactly("& Blenders", "& Cooking");
    }

    @Test
    void three_kinds_of_owners_in_a_row_are_alternatives() {
        assertThat(BriefPhrases.of("blender buyers, dog owners, cat people"))
                .containsExactly("& Blenders", "| Dogs", "| Cats");
    }

    @Test
    void a_turkish_list_that_shares_its_last_word_names_alternatives() {
        assertThat(BriefPhrases.of("korku ve bilim kurgu filmi izleyenler"))
                .containsExactlyInAnyOrder("& Science Fiction Movies", "| Horror Movies");
    }

    @Test
    void things_listed_behind_a_colon_are_alternatives() {
        assertThat(BriefPhrases.of("tennis fans: blenders, toasters, microwave ovens"))
                .containsExactly("& Tennis", "& Blenders", "| Toasters", "| Microwave Ovens");
    }

    @Test
    void an_ampersand_closes_a_list_as_and_does() {
        assertThat(BriefPhrases.of("tennis, golf & archery players"))
                .isEqualTo(BriefPhrases.of("tennis, golf and archery players"));
        assertThat(BriefPhrases.of("dog owners, chess players & sneaker collectors"))
                .isEqualTo(BriefPhrases.of("dog owners, chess players and sneaker collectors"));
    }

    @Test
    void the_first_word_of_a_pair_may_belong_to_both() {
        assertThat(BriefPhrases.of("people who buy dog food and treats")).contains("& Pet Food", "| Pet Treats");
    }

    @Test
    void a_label_before_a_list_is_no_criterion_of_its_own() {
        assertThat(BriefPhrases.of("Sports: tennis, golf")).containsExactly("& Tennis", "| Golf");
        assertThat(BriefPhrases.of("Owners: cats, golf gear")).containsExactly("& Cats", "| Golf");
    }

    @Test
    void one_of_the_things_behind_a_heading_of_interests_is_enough() {
        assertThat(BriefPhrases.of("Hobbies: tennis, cooking")).containsExactly("& Tennis", "| Cooking");
        assertThat(BriefPhrases.of("İlgi alanları: tenis, yemek pişirmek")).containsExactly("& Tennis", "| Cooking");
    }

    @Test
    void parents_with_a_list_of_ages_are_parents_of_each() {
        assertThat(BriefPhrases.of("Parents: toddlers, teens"))
                .containsExactly("& Parenting Babies and Toddlers", "| Parenting Teens");
        assertThat(BriefPhrases.of("parents of toddlers and teens"))
                .containsExactly("& Parenting Babies and Toddlers", "| Parenting Teens");
    }

    @Test
    void things_before_one_turkish_verb_are_alternatives_whoever_follows() {
        assertThat(BriefPhrases.of("kahve, blender alan kadınlar"))
                .containsExactly("& Coffee", "| Blenders", "& Female");
    }

    @Test
    void a_head_of_one_word_is_shared_whatever_follows_it() {
        assertThat(BriefPhrases.of("hair and nail salon regulars")).contains("& Nail Salons");
        assertThat(BriefPhrases.of("hair, nail and tanning salon regulars")).isNotEmpty();
    }

    @Test
    void another_verb_begins_another_thing() {
        assertThat(BriefPhrases.of("people who like tennis and golf, own a dog or a cat"))
                .containsExactly("& Tennis", "| Golf", "& Dogs", "| Cats");
    }

    @Test
    void a_turkish_clause_parts_two_lists() {
        assertThat(BriefPhrases.of("tenis oynayanlar, zımbırtı ve blender bakanlar"))
                .containsExactly("& Tennis", "& Blenders");
    }

    @Test
    void a_word_that_tells_the_kind_of_people_is_no_thing_of_its_own() {
        assertThat(BriefPhrases.of("road, gravel or mountain bikers"))
                .isNotEmpty()
                .allMatch(line -> line.contains("Cycling"));
    }

    @Test
    void kinds_in_parentheses_are_alternatives() {
        assertThat(BriefPhrases.of("Fitness people (tennis, cooking, skiing)"))
                .contains("& Tennis", "| Cooking")
                .anyMatch(line -> line.startsWith("| ") && line.contains("Skiing"));
    }

    @Test
    void two_parts_share_their_last_word_even_where_they_have_a_name_together() {
        assertThat(BriefPhrases.of("sci-fi and fantasy films"))
                .containsExactlyInAnyOrder("& Fantasy Movies", "| Science Fiction Movies");
    }

    @Test
    void where_people_are_ends_a_list_of_them() {
        assertThat(BriefPhrases.of("dog owners and assistants in Germany who play tennis"))
                .contains("& Dogs", "& Tennis");
    }

    @Test
    void two_things_before_one_turkish_verb_are_alternatives_and_two_verbs_are_not() {
        assertThat(BriefPhrases.of("tenis ve golf oynayan")).containsExactlyInAnyOrder("& Tennis", "| Golf");
        assertThat(BriefPhrases.of("golf oynayan ve tenis seven erkekler")).contains("& Golf", "& Tennis");
    }

    @Test
    void who_makes_a_thing_adds_nothing_to_the_thing() {
        assertThat(BriefPhrases.of("Vestel, LG and Samsung blender shoppers")).containsExactly("& Blenders");
        assertThat(BriefPhrases.of("Öğretmenler, Vestel ve Samsung blender bakanlar"))
                .containsExactly("& Blenders");
    }

    @Test
    void an_or_before_a_word_that_means_nothing_ties_no_other_criterion() {
        assertThat(BriefPhrases.of("People who like golf or zorbing, aged 25 to 34"))
                .containsExactly("& Golf", "& 25-34");
        assertThat(BriefPhrases.of("Golf or tennis, aged 25 to 34")).containsExactly("& Golf", "| Tennis", "& 25-34");
    }

    @Test
    void a_list_starts_where_its_first_part_does() {
        assertThat(BriefPhrases.of("Retirees trying to find an auto or home insurance"))
                .containsExactlyInAnyOrder("& Retired", "& Home Insurance", "| Auto Insurance");
    }

    @Test
    void a_verb_behind_and_begins_another_thing() {
        assertThat(BriefPhrases.of("people who play golf and rent pickup trucks"))
                .containsExactly("& Golf", "& Pickup Trucks");
    }
}
