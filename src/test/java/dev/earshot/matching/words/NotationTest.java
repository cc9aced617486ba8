package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
    private static final Notation ENGLISH = new Notation(Language.EN);
    private static final Notation TURKISH = new Notation(Language.TR);

    @ParameterizedTest
    @CsvSource({
        "F25-34 w/ dogs, women aged 25-34 with dogs",
        "HHI <$50k, household income under $50k",
        "age >= 30, age at least 30",
        "In-mkt SUVs, in the market for SUVs",
        "no FTHBs, no first time home buyers",
        "hotels or B&Bs, hotels or bed and breakfast",
        "supermkt shoppers, supermarket shoppers",
        "couples worth half a million, couples with a net worth of 500k",
        "homes worth half a million, homes worth 500k"
    })
    void shorthand_is_written_out(String shorthand, String meaning) {
        assertThat(ENGLISH.writtenOut(shorthand).replaceAll(" +", " ").strip()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "K25-34, kadınlar 25-34 yaş",
        "'K, 30-44 yş', 'kadın , 30-44 yaş'",
        "AB SES kadınlar, yüksek gelirli kadınlar",
        "E 35+, erkekler 35 yaş üstü"
    })
    void turkish_shorthand_is_written_out(String shorthand, String meaning) {
        assertThat(TURKISH.writtenOut(shorthand).replaceAll(" +", " ").strip()).isEqualTo(meaning);
    }
}
