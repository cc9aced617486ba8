package dev.earshot.chat.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.TextResource;
import dev.earshot.matching.words.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplyTextsTest {
    private static final Pattern VARIANT = Pattern.compile("\\.(one|none)$");
    /** {@code texts.text("rename.ask", …)}, not {@code texts.text("ask." + …)}. */
    private static final Pattern USE = Pattern.compile("\\.(?:text|counted|said)\\(\\s*\"([a-z.]+)\"(?!\\s*\\+)");

    private static final ReplyTexts ENGLISH = ReplyTexts.in(Language.EN);
    private static final ReplyTexts TURKISH = ReplyTexts.in(Language.TR);

    @Test
    void every_sentence_exists_in_both_languages() {
        assertThat(sentences("tr")).isEqualTo(sentences("en"));
    }

    @Test
    void no_translation_needs_a_value_that_the_original_does_not_have() {
        Properties english = file("en");
        Properties turkish = file("tr");
        assertThat(english.stringPropertyNames())
                .filteredOn(turkish::containsKey)
                .allSatisfy(key -> assertThat(values(turkish.getProperty(key)))
                        .as(key)
                        .isLessThanOrEqualTo(values(english.getProperty(key))));
    }

    /** A single one would hide itself, and every value behind it. */
    @Test
    void each_apostrophe_is_written_twice() {
        for (String language : List.of("en", "tr")) {
            assertThat(file(language))
                    .allSatisfy((key, text) -> assertThat(text.toString().replace("''", ""))
                            .as("%s in %s", key, language)
                            .doesNotContain("'"));
        }
    }

    @Test
    void the_code_asks_only_for_sentences_that_exist() throws IOException {
        List<String> used;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/earshot/chat/agent"))) {
            used = sources.filter(source -> source.toString().endsWith(".java"))
                    .flatMap(source -> USE.matcher(read(source)).results().map((MatchResult use) -> use.group(1)))
                    .distinct()
                    .toList();
        }
        assertThat(used).hasSizeGreaterThan(40).allMatch(ENGLISH::has);
    }

    @Test
    void a_sentence_agrees_with_its_number() {
        assertThat(ENGLISH.text("save.ask", "Hikers", 1))
                .isEqualTo("Shall I save it as “Hikers”? It has 1 customer now.");
        assertThat(ENGLISH.text("save.ask", "Hikers", 0)).endsWith("It has 0 customers now.");
        assertThat(TURKISH.text("save.ask", "Doğa", 1))
                .isEqualTo("“Doğa” adıyla kaydedeyim mi? Şu anda 1 müşteri var.");
        assertThat(ENGLISH.counted("draft.size", 0, 0, 1)).isEqualTo("No customer matches all of it yet.");
        assertThat(ENGLISH.counted("draft.size", 1, 1, 20)).isEqualTo("That is 1 of the 20 customers seen so far.");
        assertThat(TURKISH.counted("draft.size", 0, 0, 20)).isEqualTo("Henüz hiçbir müşteri bunların hepsine uymuyor.");
    }

    @Test
    void numbers_are_written_as_the_language_does() {
        assertThat(ENGLISH.counted("draft.size", 1200, 1200, 34000))
                .isEqualTo("That is 1,200 of the 34,000 customers seen so far.");
        assertThat(TURKISH.counted("draft.size", 1200, 1200, 34000))
                .isEqualTo("Şimdiye kadar görülen 34.000 müşteriden 1.200 tanesi uyuyor.");
        assertThat(ENGLISH.signed(-1380)).isEqualTo("−1,380");
        assertThat(TURKISH.signed(1380)).isEqualTo("+1.380");
    }

    @Test
    void braces_in_a_name_are_shown_as_they_are() {
        assertThat(ENGLISH.text("renamed", "{0} 'quoted'")).isEqualTo("Renamed to “{0} 'quoted'”.");
    }

    private static Set<String> sentences(String language) {
        return file(language).stringPropertyNames().stream()
                .map(key -> VARIANT.matcher(key).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int values(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    private static Properties file(String language) {
        Properties texts = new Properties();
        try (Reader file = TextResource.reader("dialogue/texts-" + language + ".properties")) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
