package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurkishCasesTest {

    @ParameterizedTest
    @CsvSource({
        "filminden, filmi",
        "pompasini, pompasi",
        "cayini, cay",
        "caya, cay",
        "ipligini, iplik",
        "evlere, ev",
        "dersini, dersi",
        "uygulamalarini, uygulamasi",
        "yaglarini, yagi",
        "pateniyle, pateni"
    })
    void a_word_in_a_case_leads_to_the_form_of_the_dictionary(String inflected, String base) {
        assertThat(TurkishCases.bases(inflected)).contains(base);
    }
}
