package dev.earshot.chat.agent.act;

import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a sentence ends, or another order begins: orders begin with their verb in English and end with it in Turkish.
 */
final class ClauseJoints {
    /** The point of an abbreviation ends nothing. */
    private static final String SENTENCE =
            "(?<!\\b(?:excl|incl|approx|min|max|ca|vs|e\\.g|i\\.e))[.!?;…]+ +| *[:;]-?[)(dp]+(?: +|$)| - ";

    private static final String ENGLISH_WORD =
            "(?:then |also |now |please |just |pls |lets |let us |maybe |and |can you )*";
    /** What belongs to the order before it: "ekler misin", "hariç tut". */
    private static final String TURKISH_TAIL =
            "(?!(?:lutfen|m[iu]\\w*|tut\\w*|olsun\\w*|kalsin\\w*|tekrar|artik|tesekkur\\w*|sagol|herkes\\w*|et\\w*)\\b)";

    /** "Ankara'yı istiyorum ama öğrenciler olmasın". */
    private static final String TURKISH_BUT = "(?<=\\b(?:istiyorum|istiyoruz|olabilir|olur)),? +(?:ama|fakat|ancak) +";

    private static final String TURKISH_EXCLUSION = "(?:haric|olmasin|olmasinlar|cikar|ciksin|dislansin)";

    private final Pattern joint;

    private ClauseJoints(Pattern joint) {
        this.joint = joint;
    }

    /** @param orders the words that tell an order, as alternatives of a pattern */
    static ClauseJoints of(Language language, String orders) {
        return new ClauseJoints(language == Language.EN ? english(orders) : turkish(orders));
    }

    private static Pattern english(String orders) {
        return Pattern.compile(SENTENCE + "|,? *\\b(?:and|but|then|,) +" + ENGLISH_WORD + "(?=(?:" + orders + ")\\b)"
                + "|, *" + ENGLISH_WORD + "(?=(?:" + orders + ")\\b)");
    }

    private static Pattern turkish(String orders) {
        String verb = "(?<=\\b(?:" + orders.replace("\\w*", "\\w{0,14}") + "))";
        return Pattern.compile(
                "(?<!\\b\\d)(?:" + SENTENCE + ")|" + TURKISH_BUT + "|" + verb + "(?:,| ve| sonra| ama)+ +"
                        + "|, +(?=[^,]{2,40} " + TURKISH_EXCLUSION + "$)|" + verb
                        + " +" + TURKISH_TAIL + "(?=.{3,}\\b(?:" + orders + ")\\b)");
    }

    List<SpokenText> clauses(SpokenText text) {
        List<SpokenText> clauses = new ArrayList<>();
        Matcher joints = joint.matcher(text.folded());
        int from = 0;
        while (joints.find()) {
            clauses.add(text.part(from, joints.start()));
            from = joints.end();
        }
        clauses.add(text.part(from, text.folded().length()));
        return clauses.stream().filter(clause -> !clause.isEmpty()).toList();
    }
}
