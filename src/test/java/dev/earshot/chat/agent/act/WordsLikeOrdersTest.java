package dev.earshot.chat.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
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
}
