package dev.earshot.matching.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerivedWordsTest {

    @Test
    void people_are_named_after_what_they_do() {
        assertThat(DerivedWords.base("kayaker", Language.EN)).contains("kayaking");
        assertThat(DerivedWords.base("cyclist", Language.EN)).contains("cycling");
        assertThat(DerivedWords.base("romancilar", Language.TR)).contains("roman");
        assertThat(DerivedWords.base("kitapseverlere", Language.TR)).contains("kitap");
    }

    @Test
    void other_words_have_no_base() {
        assertThat(DerivedWords.base("piano", Language.EN)).isEmpty();
        assertThat(DerivedWords.base("tencere", Language.TR)).isEmpty();
    }
}
