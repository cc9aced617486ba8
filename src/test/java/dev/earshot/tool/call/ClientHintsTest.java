package dev.earshot.tool.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.ApiException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientHintsTest {
    @ParameterizedTest
    @CsvSource({"tr,tr", "tr-TR,tr-TR", "TR_tr,tr-TR", "en-US,en-US", "zh-Hant-TW,zh-Hant-TW"})
    void a_locale_is_read_in_the_ways_that_platforms_write_it(String said, String read) {
        assertThat(hints("openai/locale", said).locale().orElseThrow().toLanguageTag())
                .isEqualTo(read);
        assertThat(hints("locale", said).locale().orElseThrow().toLanguageTag()).isEqualTo(read);
    }

    @Test
    void chatgpts_own_locale_comes_first_if_it_is_one() {
        JsonObject both = new JsonObject().put("openai/locale", "tr-TR").put("locale", "en");
        assertThat(ClientHints.in(both).locale()).contains(Locale.forLanguageTag("tr-TR"));
        assertThat(ClientHints.in(both.put("openai/locale", "?")).locale()).contains(Locale.ENGLISH);
    }

    static Stream<Object> what_is_no_locale() {
        return Stream.of(
                "",
                " ",
                "tr; drop table item",
                "tr-\"><script>",
                "t",
                "und",
                "tr\u0000",
                "x".repeat(10_000),
                "en-" + "a".repeat(40),
                7,
                true,
                new JsonObject().put("locale", "tr"),
                new JsonArray().add("tr"));
    }

    @ParameterizedTest
    @MethodSource("what_is_no_locale")
    void what_is_no_locale_is_ignored(Object said) {
        assertThat(hints("openai/locale", said).locale()).isEmpty();
    }

    @Test
    void a_clients_name_is_printable_and_short_or_ignored() {
        assertThat(hints("openai/userAgent", "ChatGPT/1.2 (iOS)").userAgent()).contains("ChatGPT/1.2 (iOS)");
        Stream.of("", "two\nlines", "ç", "x".repeat(301), 7, new JsonArray())
                .forEach(said ->
                        assertThat(hints("openai/userAgent", said).userAgent()).isEmpty());
    }

    @Test
    void without_metadata_nothing_is_known() {
        assertThat(ClientHints.in(null)).isEqualTo(new ClientHints(Optional.empty(), Optional.empty()));
        assertThat(ClientHints.in(new JsonObject())).isEqualTo(ClientHints.in(null));
    }

    @Test
    void a_problem_is_told_in_turkish_where_there_is_a_text_and_in_english_elsewhere() {
        ApiException known = ApiException.unknown("ITEM_NOT_FOUND", "There is no item X");
        ApiException other = ApiException.conflict("NEVER_HEARD_OF", "Something else");
        assertThat(ProblemTexts.of(known, Optional.of(Locale.forLanguageTag("tr-CY"))))
                .isEqualTo("Katalogda böyle bir ürün yok.");
        assertThat(ProblemTexts.of(known, Optional.of(Locale.GERMAN))).isEqualTo("There is no item X");
        assertThat(ProblemTexts.of(known, Optional.empty())).isEqualTo("There is no item X");
        assertThat(ProblemTexts.of(other, Optional.of(Locale.forLanguageTag("tr"))))
                .isEqualTo("Something else");
    }

    private static ClientHints hints(String key, Object value) {
        return ClientHints.in(new JsonObject().put(key, value));
    }
}
