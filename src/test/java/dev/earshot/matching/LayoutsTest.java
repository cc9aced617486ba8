package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Briefs as they are laid out: headings, tables, letters, questions with their answers. */
class LayoutsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHO\n- dog owners\nMUST NOT INCLUDE\n- students",
                "Who we are after\n* dog owners\n\nWho they don't want\n* students",
                "Who they want: dog owners.\nWho they don't want: students (there is a separate plan for them).",
                "Client | Biscuit & Bone\nMarket | national\nTarget | dog owners\nExclusions | students\nContact | Ann Reed",
                "Who should be left out? Students. Who should be in? Dog owners.",
                "Should dog owners see it? Yes. Should students? No.",
                "- Köpek sahipleri olacak mı? Olacak.\n- Öğrenciler? Olmayacak.",
                "Köpek sahipleri girsin mi? Evet. Öğrenciler girsin mi? Hayır.",
                "Marka | Pati\nKitle | köpek sahipleri\nHariç | öğrenciler\nSorumlu | Ece Kaya"
            })
    void headings_rows_and_questions_say_who_is_left_out(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactlyInAnyOrder("& Dogs", "- Student");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tennis app: dog owners",
                "Golf club opening in Ohio - dog owners",
                "Dog owners\nNext steps: golf with the client",
                "WHY\nThe golf season is over and sales are down\n\nWHO\n- dog owners",
                "Golf uygulaması: köpek sahipleri"
            })
    void what_is_sold_and_what_comes_next_target_no_one(String brief) {
        assertThat(BriefPhrases.of(brief)).containsExactly("& Dogs");
    }

    @Test
    void a_remark_about_those_who_are_left_out_leaves_out_nothing_more() {
        assertThat(BriefPhrases.of("Köpek sahipleri. Öğrencileri çıkaralım, golf kulübü onlara henüz yetişmiyor."))
                .containsExactly("& Dogs", "- Student");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kopek sahipleri; ogrenciler cikacak",
                "kopek sahipleri, ogrenci harici olsun; ogrenciler kapsam disi",
            })
    void turkish_is_read_without_its_letters_too(String brief) {
        assertThat(BriefPhrases.of(brief)).contains("& Dogs", "- Student");
    }

    @Test
    void or_more_is_a_number_and_a_slash_ties_only_its_two_sides() {
        assertThat(BriefPhrases.of("Tennis players, golfers / cyclists")).contains("& Tennis", "& Golf", "| Cycling");
        assertThat(BriefPhrases.of("Dog owners in homes with four people or more, tennis players"))
                .contains("& Dogs", "& Tennis");
    }

    @Test
    void what_is_named_again_to_leave_it_out_is_left_out() {
        assertThat(BriefPhrases.of("Our boss loves wine, but this is for dog owners. No wine drinkers!"))
                .containsExactly("& Dogs", "- Alcoholic Beverages");
    }

    @Test
    void a_trait_on_a_line_of_its_own_is_meant() {
        assertThat(BriefPhrases.of("Who?\n- single\n- golfers")).containsExactly("& Single", "& Golf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dog owners. Parking is free, dogs are not allowed.",
                "Dog owners. We do not want any students, they never came back.",
                "Dog owners. No students because they never buy from us."
            })
    void rules_of_the_house_and_reasons_leave_out_no_one_else(String brief) {
        assertThat(BriefPhrases.of(brief)).contains("& Dogs").allMatch(line -> line.matches("& Dogs|- Student"));
    }

    @Test
    void in_a_letter_what_is_behind_a_colon_or_a_semicolon_may_be_what_counts() {
        assertThat(
                        BriefPhrases.of(
                                "Hi Ann, thanks for the call and the cake, it was gone in a minute. The client is a resort"
                                        + " that was founded in 1950, with a lake and a small golf course for its guests. Last year we"
                                        + " went too far with the list of cities, so let us be clear this time: we want dog owners who"
                                        + " cycle; tennis players too. The budget will be confirmed on Monday. See you soon, Tom"))
                .contains("& Dogs", "& Cycling", "& Tennis")
                .noneMatch(line -> line.contains("Golf"));
    }

    @Test
    void in_a_letter_a_heading_within_a_line_leaves_out_no_remark_behind_it() {
        assertThat(
                        BriefPhrases.of(
                                "Morning Ann, sorry for the novel. The storage people finally signed, after nine drafts and"
                                        + " three lawyers. They have fourteen sites, open round the clock. Who it is for: dog owners. What it is"
                                        + " not for: students. Tone can be silly, with puns on tennis. Numbers by Friday would be a dream. Bye"))
                .contains("& Dogs", "- Student")
                .noneMatch(line -> line.contains("Tennis"));
    }
}
