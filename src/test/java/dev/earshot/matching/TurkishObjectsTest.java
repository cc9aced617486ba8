package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurkishObjectsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tenisi, kahveyi sevmeyen golfçüler",
                "Golfçüler ama tenis, kahve sevmeyenler",
                "Golfçüler, tenisten, kahveden hoşlanmayanlar"
            })
    void a_verb_that_denies_excludes_all_of_its_objects(String brief) {
        assertThat(BriefPhrases.of(brief)).contains("- Tennis", "- Coffee", "& Golf");
    }

    @Test
    void what_has_another_ending_than_the_object_is_no_object_of_the_verb() {
        assertThat(BriefPhrases.of("Tenis oynayanlar, golfü sevmeyenler")).containsExactly("& Tennis", "- Golf");
    }

    @Test
    void an_or_between_two_verbs_names_alternatives() {
        assertThat(BriefPhrases.of("Tenis kursuna giden veya golf oynayan kadınlar"))
                .containsExactly("& Tennis", "| Golf", "& Female");
    }
}
