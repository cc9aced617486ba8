package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How what one phrase asks for is tied to what the one before asks for: by "or", by a comma, by "and", or not at all.
 */
public final class ListReader {
    private static final Map<Language, Pattern> PEOPLE = Map.of(
            Language.EN, Pattern.compile("[a-z]{2,}(?:ers|ors|ists|ians|eers)"),
            Language.TR, Pattern.compile("[a-z]{2,}(?:lar|ler)i?"));

    /** "Managers and assistants at small companies": where people are is no part of the list. */
    private static final Set<String> WHERE = Set.of("at", "in", "near", "from");

    private static final Set<String> AND = Set.of("AND", "VE");

    /** The tie between two phrases that follow each other. */
    public enum Link {
        OR,
        COMMA,
        AND,
        APART;

        public boolean isListed() {
            return this == AND || this == COMMA;
        }
    }

    private final Brief brief;

    public ListReader(Brief brief) {
        this.brief = brief;
    }

    /** "Yemek yapan, sağlıklı beslenen": each verb ends what it says of the people. */
    public boolean endsClause(int at) {
        return brief.language == Language.TR
                && Clauses.endsTurkishClause(brief.tokens.get(at).folded());
    }

    /** "Oje ve ruj alan kadınlar": a Turkish verb that says what is done with all that stands before it. */
    public boolean saysWhatIsDone(int at) {
        return brief.language == Language.TR
                && (brief.spoken[at]
                                && (brief.cues.lengthAt("purchase backward", brief.lights, at) > 0
                                        || brief.cues.lengthAt("interest backward", brief.lights, at) > 0)
                        || brief.cues.isWeak(brief.stems.get(at)) && endsClause(at)
                        || brief.cues.isWeak(brief.lights.get(at)) && endsClause(at));
    }

    /** What parts people from what they do: "mothers shopping for car seats", "go to the gym and hire trainers". */
    public boolean beginsDeed(int at) {
        boolean other = at > 0 && brief.joint[at - 1] && brief.stop[at - 1] && doesSomethingElse(at);
        return saysWhatIsDone(at)
                || brief.language == Language.EN
                        && (other
                                || brief.cues.lengthAt("purchase forward", brief.lights, at) > 0
                                || brief.cues.lengthAt("purchased forward", brief.lights, at) > 0);
    }

    /** "Golf oynayan ve yüzme seven erkekler" do both; "oynayanlar" are people of their own. */
    public boolean hasVerbOfItsOwn(int last) {
        int verb = last + 1;
        return verb > 0
                && verb < brief.size()
                && !brief.joint[verb]
                && endsClause(verb)
                && !PEOPLE.get(brief.language)
                        .matcher(brief.tokens.get(verb).folded())
                        .matches();
    }

    /** Whether a verb ends what it says, be it its last word or the one behind it. */
    public boolean hasVerb(int last) {
        return endsClause(last) || hasVerbOfItsOwn(last);
    }

    /** Whether the phrase that ends here says who people are by what they have or do: "cat owners". */
    public boolean hasHead(int last) {
        int next = last + 1;
        return brief.cues.has("head", brief.lights.get(last))
                || saysWhatIsDone(last)
                || (next < brief.size()
                        && !brief.joint[next]
                        && !brief.boundary[next]
                        && (brief.cues.has("head", brief.lights.get(next)) || saysWhatIsDone(next)));
    }

    public boolean namesPeople(int last) {
        return hasHead(last) && !hasVerbOfItsOwn(last - 1) && !hasVerbOfItsOwn(last)
                || brief.cues.has("people", brief.lights.get(last))
                || PEOPLE.get(brief.language)
                        .matcher(brief.tokens.get(last).folded())
                        .matches();
    }

    /** "Owners: boats, campers". */
    public boolean isBehindHead(int at) {
        return brief.followsColon(at) && brief.cues.has("head", brief.lights.get(at - 1));
    }

    /** "Stayed at a resort and go to spas": with another verb another clause begins. */
    private boolean doesSomethingElse(int at) {
        return brief.language == Language.EN
                && brief.cues.has("verb of a clause", brief.tokens.get(at).folded());
    }

    /** "Dash cam fans and people who follow car shows": other people are named, who belong to the audience too. */
    private boolean namesOthers(int at) {
        return brief.language == Language.EN
                && brief.stop[at]
                && brief.joint[at]
                && !brief.tokens.get(at).followsComma()
                && at + 2 < brief.size()
                && brief.cues.has("anyone", brief.lights.get(at + 1));
    }

    /** @param left the last word of the one phrase, @param right the first of the other */
    public Link between(int left, int right) {
        Link link = Link.APART;
        boolean apart = left >= right;
        boolean content = false;
        // "Birdwatching or zorbing, aged 40": the "or" was for a word that means nothing here.
        boolean alternative = false;
        for (int at = left + 1; at <= right && !apart; at++) {
            boolean verb =
                    brief.spoken[at] && !brief.joint[at] && at < right && !brief.cues.has("head", brief.lights.get(at));
            boolean or = saysOr(at)
                    || brief.tokens.get(at).followsSlash() && !(content && link == Link.COMMA)
                    || namesOthers(at);
            boolean unknown = alternative && brief.tokens.get(at).followsComma();
            if (or) {
                link = Link.OR;
            } else if (unknown) {
                link = Link.COMMA;
                alternative = false;
            } else if (brief.tokens.get(at).startsSentence() || (brief.boundary[at] && link != Link.OR)) {
                apart = true;
            } else if (link == Link.APART && brief.joint[at]) {
                link = brief.tokens.get(at).followsComma() ? Link.COMMA : Link.AND;
            } else if (link == Link.COMMA && brief.joint[at] && !endsClause(left) && !saysWhatIsDone(left)) {
                link = Link.AND;
            }
            boolean clause = brief.language == Language.EN ? verb : at < right && endsClause(at);
            apart |= clause && link != Link.OR && !(at < right && saysOr(at + 1));
            boolean listed = link == Link.COMMA || link == Link.AND && at > left + 1;
            apart |= listed && doesSomethingElse(at);
            apart |= content && link == Link.AND && WHERE.contains(brief.lights.get(at));
            alternative |= link == Link.OR && !or && !brief.stop[at] && !brief.joint[at];
            content |= (link == Link.AND || link == Link.COMMA) && !brief.stop[at] && !brief.joint[at];
        }
        return apart ? Link.APART : link;
    }

    /** "Four people or more" is a number, and no choice. */
    private boolean saysOr(int at) {
        return brief.cues.lengthAt("alternative", brief.lights, at) > 0
                && brief.cues.lengthAt("over after", brief.lights, at) == 0
                && brief.cues.lengthAt("under after", brief.lights, at) == 0;
    }

    /** Whether nothing but the joint of a list stands between two words. */
    public boolean isNextInList(int left, int right) {
        boolean joint = false;
        for (int at = left + 1; at <= right; at++) {
            joint |= brief.joint[at];
            if (brief.boundary[at] || (at < right && !brief.stop[at] && !brief.joint[at])) {
                return false;
            }
        }
        return joint;
    }

    /** Whether these words stand in the same parentheses. */
    public boolean areInParentheses(int from, int to) {
        int open = from;
        while (open >= 0 && !brief.tokens.get(open).opensParenthesis()) {
            if (open < from && brief.tokens.get(open).closesParenthesis()) {
                return false;
            }
            open--;
        }
        return open >= 0
                && IntStream.range(from, to)
                        .noneMatch(at -> brief.tokens.get(at).closesParenthesis());
    }

    /** Whether these words ask for all parts of a list: "both dogs and cats", "dogs AND cats". */
    public boolean saysBoth(int from, int to) {
        return IntStream.range(Math.max(0, from), to)
                .anyMatch(word -> brief.cues.has("conjunction", brief.lights.get(word)) || isStressed(word));
    }

    private boolean isStressed(int word) {
        return AND.contains(brief.words(1L << word)) && word > 0 && !isCapital(brief.words(1L << word - 1));
    }

    private static boolean isCapital(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }
}
