package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StemmersTest {
    private static final CueWords TURKISH = new CueWords(Language.TR);

    @Test
    void a_word_that_only_ends_like_an_inflected_one_keeps_its_stem() {
        assertThat(TURKISH.stem("kampanyamiz")).isNotEqualTo(TURKISH.stem("kamp"));
        assertThat(TURKISH.stem("hastanelere")).isNotEqualTo(TURKISH.stem("hastalara"));
        assertThat(TURKISH.stem("pastanede")).isNotEqualTo(TURKISH.stem("pastada"));
        assertThat(TURKISH.stem("turkler")).isNotEqualTo(TURKISH.stem("turku"));
        assertThat(TURKISH.stem("sinemaya")).isEqualTo(TURKISH.stem("sinema"));
    }

    @Test
    void possessives_without_an_apostrophe_are_plurals_of_people() {
        CueWords english = new CueWords(Language.EN);
        assertThat(english.light("mens")).isEqualTo("man");
        assertThat(english.light("womens")).isEqualTo("woman");
    }
}
