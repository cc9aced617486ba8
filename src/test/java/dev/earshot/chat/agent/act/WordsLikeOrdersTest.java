package dev.earshot.chat.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions that hold or begin with what would be an order or a courtesy elsewhere. */
class WordsLikeOrdersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "super bowl watchers",
                "fine dining fans",
                "first time home buyers",
                "first time moms",
                "iphone kullananlar",
                "kış lastiği alanlar",
                "eve yemek söyleyenler",
                "sörfçüler",
                "bakıcı arayanlar",
                "süper lig izleyenler",
                "okey oynayanlar",
                "e-kitap okuyanlar"
            })
    void they_are_descriptions_from_their_first_word_on(String words) {
        DialogueAct act =
                new ActReader(Optional.empty(), false).read(words).acts().get(0);
        assertThat(act.kind()).isEqualTo(ActKind.BRIEF);
        assertThat(act.subject()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who's shopping for strollers?",
                "which of our customers bought sunscreen last month?",
                "Who owns a dog?",
                "kim güneş kremi alıyor?",
                "kimler golf oynuyor?",
                "hangi müşteriler parfüm aldı?"
            })
    void a_question_who_buys_what_describes_an_audience(String words) {
        DialogueAct act =
                new ActReader(Optional.empty(), false).read(words).acts().get(0);
        assertThat(act.kind()).isEqualTo(ActKind.BRIEF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"who are you?", "who is this for?", "who likes this?", "kim bu?", "who buys?"})
    void a_question_that_names_nothing_to_buy_describes_none(String words) {
        DialogueAct act =
                new ActReader(Optional.empty(), false).read(words).acts().get(0);
        assertThat(act.kind()).isNotEqualTo(ActKind.BRIEF);
    }

    @ParameterizedTest
    @CsvSource({
        "UNDO, 'hm, scrap that last change'",
        "UNDO, son yaptığını iptal et",
        "COUNT, roughly what sort of volume are we talking?",
        "LARGER, so who's ahead?",
        "LARGER, hangisi önde?",
        "HELP, 'burada neler yaptırabilirim, anlatır mısın?'",
        "KEEP, 'bundan sonra Türkçe yazayım: öğrenciler yeniden girebilir'",
        "ADD, 'lets switch to English: add golfers'",
        "DROP, drop the last one"
    })
    void orders_in_other_words_are_orders(ActKind kind, String words) {
        DialogueAct act =
                new ActReader(Optional.empty(), false).read(words).acts().get(0);
        assertThat(act.kind()).isEqualTo(kind);
    }
}
