package dev.earshot.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextSanitizerTest {

    @Test
    void joiners_stay_between_letters_that_they_join_and_between_emoji() {
        for (String written : new String[] {
            "می\u200Cخواهم",
            "نیم\u200Cفاصله",
            "क्\u200Dष",
            "ශ්\u200Dරී",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uD83E\uDDD1\uD83C\uDFFD\u200D\uD83D\uDE80",
            "\u2764\uFE0F\u200D\uD83D\uDD25",
            "\uD83C\uDFC3\u200D\u2640\uFE0F"
        }) {
            assertThat(TextSanitizer.text(written, 100)).isEqualTo(written);
            assertThat(TextSanitizer.lines(written)).isEqualTo(written);
        }
    }

    @Test
    void joiners_go_where_they_join_nothing() {
        assertThat(TextSanitizer.text("i\u200Cg\u200Dnore", 100)).isEqualTo("ignore");
        assertThat(TextSanitizer.text("\u200Cمی\u200C", 100)).isEqualTo("می");
        assertThat(TextSanitizer.text("می\u200C\u200Cخواهم", 100)).isEqualTo("میخواهم");
        assertThat(TextSanitizer.text("a\u200D\uD83D\uDE80", 100)).isEqualTo("a\uD83D\uDE80");
    }

    @Test
    void a_cut_leaves_no_joiner_at_the_end() {
        assertThat(TextSanitizer.text("می\u200Cخواهم", 3)).isEqualTo("می");
        assertThat(TextSanitizer.text("\uD83D\uDC68\u200D\uD83D\uDC69", 2)).isEqualTo("\uD83D\uDC68");
    }

    @Test
    void what_hides_in_a_text_goes() {
        assertThat(TextSanitizer.text("a\u202Egnp\u0007b\u00ADc\u3164d\uDB40\uDC41", 100))
                .isEqualTo("agnp bcd");
        assertThat(TextSanitizer.text("\uD83D\uDE00\uFE0F\uDB40\uDD00\uDB40\uDD01", 100))
                .isEqualTo("\uD83D\uDE00\uFE0F");
    }
}
