package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.chat.agent.act.WindowReader;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "… who haven't bought": leaves out whoever has bought what the same prompt asks for an interest in.
 *
 * @param rest the prompt without these words
 * @param within how long ago at most they may not have bought it; none for ever
 */
record NonBuyers(String rest, boolean isMeant, Period within) {
    /** "No renters, they never buy" says why, not who. */
    private static final String NO_REASON = "(?<!(?:,|\\b(?:because|since|as)|[–-]) (?:they|these|those) )";

    private static final Pattern WORDS = Pattern.compile(
            "[,;]?\\s*\\b(?:(?:and|but|yet)\\s+)?(?:who|that)?\\s*" + NO_REASON
                    + "(?:haven[’']?t|have not|has not|hasn[’']?t|didn[’']?t|did not|have never|never|not)"
                    + "(?:\\s+(?:yet|actually|ever))*\\s+(?:bought|buy|purchased|purchase|ordered)"
                    + "(?:\\s+(?:it|any|one|them|anything|something|yet|so far|of it|of them|these|those))*"
                    + "(?:\\s+(?:in|within|over|during|for)\\s+(?:the\\s+)?(?:last|past)\\s+(?:[\\w-]+\\s+){0,2}?"
                    + "(?:days?|weeks?|months?|years?))?"
                    + "(?=\\s*(?:[.!?,;]|$))"
                    + "|(?:[,;]\\s*|\\b(?:ama|fakat|ancak)\\s+|(?<=\\p{L}(?:[ıiuü]p|[ae]n|[dt][ea]|rken)\\s))"
                    + "(?:(?:ama|fakat|ancak|henüz|daha|hiç)\\s+)*(?:satın\\s+)?(?:almamış|almayan)(?:lar|ları|lara)?"
                    + "(?:\\s+(?:olan|olanlar|kişiler|müşteriler|insanlar))?(?=\\s*(?:[.!?,;]|$))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    static NonBuyers in(String prompt) {
        Matcher words = WORDS.matcher(prompt);
        if (!words.find()) {
            return new NonBuyers(prompt, false, Criterion.EVER);
        }
        Period within = WindowReader.within(words.group()).orElse(Criterion.EVER);
        return new NonBuyers(words.replaceAll(""), true, within);
    }

    /** The transactions that the same words mean. */
    List<Criterion> excluded(TaxonomyIndex taxonomy, MatchResult match) {
        if (!isMeant) {
            return List.of();
        }
        return match.phrases().stream()
                .filter(phrase -> !phrase.negated())
                .map(Phrase::words)
                .flatMap(words ->
                        SignalMatcher.of(taxonomy).match(words, Set.of(SignalType.TRANSACTION)).phrases().stream())
                .flatMap(phrase -> phrase.suggestions().stream())
                .map(suggestion -> suggestion.signal().id())
                .distinct()
                .<Criterion>map(id -> new SignalCriterion(id, within, 1))
                .toList();
    }
}
