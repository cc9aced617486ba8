package dev.earshot.chat.agent.answer;

import dev.earshot.common.TextResource;
import dev.earshot.matching.words.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The agent's sentences in one language: {@code dialogue/texts-en.properties}, {@code texts-tr.properties}. They are
 * read without the container, since the agent's rules and their tests run without it.
 */
public final class ReplyTexts {
    private static final Map<Language, ReplyTexts> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new ReplyTexts(language));
        }
    }

    private final Properties texts = new Properties();
    private final Locale locale;

    private ReplyTexts(Language language) {
        String code = language.name().toLowerCase(Locale.ROOT);
        locale = Locale.forLanguageTag(code);
        try (Reader file = TextResource.reader("dialogue/texts-" + code + ".properties")) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ReplyTexts in(Language language) {
        return ALL.get(language);
    }

    /** The sentence of this name, with numbers written as the language does ({@link MessageFormat}). */
    public String text(String key, Object... values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No text " + key);
        }
        return new MessageFormat(text, locale).format(values);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The sentence for this many: {@code key.none} or {@code key.one} where there is one, else {@code key}. */
    public String counted(String key, long count, Object... values) {
        String variant = count == 0 ? key + ".none" : count == 1 ? key + ".one" : key;
        return text(has(variant) ? variant : key, values);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** With its sign: {@code +120}, {@code −380}. */
    public String signed(long difference) {
        return (difference > 0 ? "+" : "−") + number(Math.abs(difference));
    }

    String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(share < 0.1 ? 1 : 0);
        return format.format(share);
    }
}
