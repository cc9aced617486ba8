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
}
