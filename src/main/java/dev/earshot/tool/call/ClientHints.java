package dev.earshot.tool.call;

import io.vertx.core.json.JsonObject;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a client says of the person, in the metadata of a call. Any client may say anything, so this only chooses a
 * language and helps to read a log; what is too long or malformed is ignored. Where the person is, which ChatGPT says,
 * too, is not read: nothing here depends on it.
 */
public record ClientHints(Optional<Locale> locale, Optional<String> userAgent) {
    /** BCP 47's own advice for buffers. */
    private static final int LONGEST_LOCALE = 35;

    private static final Predicate<String> USER_AGENT =
            Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,299}").asMatchPredicate();

    public static ClientHints in(JsonObject metadata) {
        return metadata == null
                ? new ClientHints(Optional.empty(), Optional.empty())
                : new ClientHints(
                        Stream.of("openai/locale", "locale")
                                .flatMap(key -> locale(metadata.getValue(key)).stream())
                                .findFirst(),
                        text(metadata.getValue("openai/userAgent")).filter(USER_AGENT));
    }

    /** Some platforms write an underscore. */
    private static Optional<Locale> locale(Object value) {
        return text(value)
                .filter(tag -> tag.length() <= LONGEST_LOCALE)
                .flatMap(tag -> parsed(tag.replace('_', '-')))
                .filter(locale -> !locale.getLanguage().isEmpty());
    }

    private static Optional<Locale> parsed(String tag) {
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build());
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
