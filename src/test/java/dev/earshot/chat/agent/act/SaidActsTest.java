package dev.earshot.chat.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.matching.words.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Acts in some 4,700 wordings, polite, sloppy and misspelt: {@code dialogue/said-en.txt} and {@code said-tr.txt}. */
class SaidActsTest {
    private static final String ASKED = "asked ";

    @ParameterizedTest
    @EnumSource(Language.class)
    void acts_are_told_however_they_are_worded(Language language) throws IOException {
        List<String> wrong = new ArrayList<>();
        String heading = "";
        for (String line : lines(language)) {
            if (line.startsWith("[")) {
                heading = line.substring(1, line.length() - 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                ActKind meant = ActKind.valueOf(heading.replace(ASKED, ""));
                ActKind read = read(line, language, heading.startsWith(ASKED));
                if (read != meant) {
                    wrong.add(line + " is " + meant + ", read as " + read);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static ActKind read(String said, Language language, boolean asked) {
        return new ActReader(Optional.of(language), asked).read(said).last().kind();
    }

    private static List<String> lines(Language language) throws IOException {
        String file = "/dialogue/said-" + language.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream stream = SaidActsTest.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
