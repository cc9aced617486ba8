package dev.earshot.chat.agent.rules;

import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.SignalType;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/** The rules agent's sentences of a draft, in the languages in which it reads. */
public abstract class Wording {
    /** The one question that an answer ends with. */
    enum Question {
        WHOM,
        WHERE,
        WHO,
        WHAT,
        BUT,
        SAVE
    }

    private static final Wording ENGLISH = new EnglishWording();
    private static final Wording TURKISH = new TurkishWording();

    private final Locale locale;
    private final String or;
    private final String known;

    Wording(Locale locale, String or, String known) {
        this.locale = locale;
        this.or = or;
        this.known = known;
    }

    public static Wording in(Language language) {
        return language == Language.TR ? TURKISH : ENGLISH;
    }

    abstract String all(String groups);

    abstract String none(String names);

    abstract String size(long count, long universe);

    abstract String line(String name, SignalType type, String reason, long reach);

    abstract String nothing();

    abstract String empty();

    abstract String kept();

    /** Not all that was asked for fits into one rule. */
    abstract String full();

    /** These signals have gone from the taxonomy, and so from the draft. */
    abstract String retired(String names);

    abstract String modelFailed();

    abstract String question(Question question);

    /** The reason of a signal that an earlier prompt brought. */
    String known() {
        return known;
    }

    String or(List<String> names) {
        return String.join(or, names);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }
}
