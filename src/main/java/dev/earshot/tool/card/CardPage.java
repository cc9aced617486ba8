package dev.earshot.tool.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The HTML of cards, with style and scripts in it, so that a host needs nothing else. It holds no data: a host sends
 * the tool's answer to the page, which shows it as text.
 */
final class CardPage {
    private static final String FOLDER = "/tool/card/";

    private final String template;

    CardPage() {
        String script =
                Stream.of("texts.js", "host.js", "card.js").map(CardPage::read).collect(Collectors.joining("\n"));
        template =
                read("card.html").replace("{style}", read("card.css").strip()).replace("{script}", script.strip());
    }

    /** @param locale of the person, if the caller has said it; the host's own comes first, the browser's last */
    String html(Card card, Optional<Locale> locale) {
        return template.replace("{card}", card.path())
                .replace("{title}", card.title())
                .replace("{locale}", locale.map(Locale::toLanguageTag).orElse(""));
    }

    private static String read(String name) {
        try (InputStream file = CardPage.class.getResourceAsStream(FOLDER + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
