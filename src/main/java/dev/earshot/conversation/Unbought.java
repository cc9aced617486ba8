package dev.earshot.conversation;

import dev.earshot.signal.Match;
import dev.earshot.signal.Phrase;
import dev.earshot.signal.SignalType;
import dev.earshot.signal.TaxonomyIndex;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "… who haven't bought": leaves out whoever has bought what the same prompt asks for an interest in.
 *
 * @param rest the prompt without these words
 */
record Unbought(String rest, boolean isMeant) {
    private static final Pattern WORDS = Pattern.compile(
            "[,;]?\\s*\\b(?:(?:and|but|yet)\\s+)?(?:who|that)?\\s*(?:haven[’']?t|have not|has not|hasn[’']?t|didn[’']?t|did not|have never|never|not)"
                    + "(?:\\s+(?:yet|actually|ever))*\\s+(?:bought|buy|purchased|purchase|ordered)"
                    + "(?:\\s+(?:it|any|one|them|anything|something|yet|so far|of it|of them))*(?=\\s*(?:[.!?,;]|$))"
                    + "|[,;]?\\s*\\b(?:ama|fakat|ancak)?\\s*(?:henüz|daha|hiç)?\\s*(?:satın\\s+)?(?:almamış|almayan)(?:lar|ları|lara)?"
                    + "(?:\\s+(?:olan|olanlar|kişiler|müşteriler|insanlar))?(?=\\s*(?:[.!?,;]|$))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    static Unbought in(String prompt) {
        Matcher words = WORDS.matcher(prompt);
        return words.find() ? new Unbought(words.replaceAll(""), true) : new Unbought(prompt, false);
    }

    /** The transactions that the same words mean. */
    List<String> excluded(TaxonomyIndex taxonomy, Match match) {
        if (!isMeant) {
            return List.of();
        }
        return match.phrases().stream()
                .filter(phrase -> !phrase.negated())
                .map(Phrase::words)
                .flatMap(words -> taxonomy.match(words, SignalType.TRANSACTION).phrases().stream())
                .flatMap(phrase -> phrase.suggestions().stream())
                .map(suggestion -> suggestion.signal().id())
                .distinct()
                .toList();
    }
}
