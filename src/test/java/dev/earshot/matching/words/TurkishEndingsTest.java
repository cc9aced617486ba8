package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurkishEndingsTest {
    @Test
    void of_several_endings_the_shortest_leaves_the_base() {
        TurkishEndings endings = TurkishEndings.behind("", "[dt][ae] [dt][ae]n [dt][ae]kil[ae]r");

        assertThat(endings.baseLength("evde")).isEqualTo(2);
        assertThat(endings.baseLength("parktan")).isEqualTo(4);
        assertThat(endings.baseLength("evdekiler")).isEqualTo(2);
        assertThat(endings.baseLength("kitap")).isEqualTo(-1);
    }

    @Test
    void an_ending_counts_only_behind_what_it_may_follow() {
        assertThat(TurkishEndings.behind("i u", "n[ae]").baseLength("filmine")).isEqualTo(5);
        assertThat(TurkishEndings.behind("i u", "n[ae]").baseLength("anne")).isEqualTo(-1);
        assertThat(TurkishEndings.behindConsonant("[iu]n").baseLength("evin")).isEqualTo(2);
        assertThat(TurkishEndings.behindConsonant("[iu]n").baseLength("koyun")).isEqualTo(3);
        assertThat(TurkishEndings.behindConsonant("[iu]n").baseLength("kain")).isEqualTo(-1);
    }

    @Test
    void a_word_that_is_no_longer_than_the_ending_has_no_base() {
        assertThat(TurkishEndings.behind("", "l[ae]r").baseLength("lar")).isEqualTo(-1);
        assertThat(TurkishEndings.behind("", "l[ae]r").baseLength("")).isEqualTo(-1);
    }
}
