package dev.earshot.tool.call;

import dev.earshot.common.ApiException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The problems of tools in the person's language. English is the problem's own text, which names what is wrong; other
 * languages have a sentence for each code, that a platform may show as it is.
 */
public final class ProblemTexts {
    private static final Map<String, Properties> TEXTS = Map.of("tr", read("/tool/problems-tr.properties"));

    private ProblemTexts() {}

    /** The problem's text; in English where this language has none. */
    public static String of(ApiException problem, Optional<Locale> locale) {
        return locale.map(one -> TEXTS.get(one.getLanguage()))
                .map(texts -> texts.getProperty(problem.code()))
                .orElseGet(problem::getMessage);
    }

    private static Properties read(String resource) {
        try (Reader file =
                new InputStreamReader(ProblemTexts.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(file);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
