package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.agent.rules.Command.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            save it as Camping fans              | Camping fans          | false
            Please save this as "Spring 2027".   | Spring 2027           | false
            save it                              | ''                    | false
            save it as VIPs and activate it      | VIPs                  | true
            bunu Kampçılar olarak kaydet         | Kampçılar             | false
            Kampçılar adıyla kaydet              | Kampçılar             | false
            kaydet                               | ''                    | false
            """)
    void an_order_to_save_has_the_name_that_was_said(String prompt, String name, boolean thenActivate) {
        assertThat(Command.of(prompt)).contains(new Command(Kind.SAVE, name, thenActivate));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"activate it", "Now activate the audience, please", "etkinleştir", "Lütfen onu aktifleştir."})
    void an_order_to_activate_is_known_in_both_languages(String prompt) {
        assertThat(Command.of(prompt)).map(Command::kind).contains(Kind.ACTIVATE);
    }

    @ParameterizedTest
    @CsvSource({
        "make it smaller, SMALLER", "it's too big, SMALLER", "narrow it down, SMALLER", "biraz küçült, SMALLER",
                "daralt, SMALLER",
        "make it bigger, BIGGER", "that's too small, BIGGER", "broaden it, BIGGER", "büyüt, BIGGER",
                "hedef kitleyi genişlet, BIGGER"
    })
    void what_is_too_big_or_small_is_an_order_too(String prompt, Kind kind) {
        assertThat(Command.of(prompt)).map(Command::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "People who save money",
                "people with smaller dogs",
                "women who activate their gym membership",
                "big cars",
                "yes, and add California",
                "tasarruf edenler"
            })
    void a_brief_is_no_order(String prompt) {
        assertThat(Command.of(prompt)).isEqualTo(Optional.empty());
        assertThat(Command.isYes(prompt)).isFalse();
        assertThat(Command.isNo(prompt)).isFalse();
    }

    @Test
    void a_long_text_is_no_order() {
        assertThat(Command.of("save it as " + "a".repeat(200))).isPresent();
        assertThat(Command.of("save it as " + "a".repeat(300))).isEmpty();
    }

    @Test
    void only_a_plain_yes_is_one() {
        assertThat(Command.isYes("Yes, please.")).isTrue();
        assertThat(Command.isYes("evet, yap")).isTrue();
        assertThat(Command.isYes("Yes but only women")).isFalse();
        assertThat(Command.isYes("yes?")).isFalse();
        assertThat(Command.isNo("no, thanks")).isTrue();
        assertThat(Command.isNo("vazgeç")).isTrue();
    }
}
