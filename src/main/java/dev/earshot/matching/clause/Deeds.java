package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tells words that only say what was done from those that say what it was done with. */
public final class Deeds {
    /** "Renting a van" is not about a home, which would be named: "renting a flat". */
    private static final Set<String> RENTING = Set.of("rent", "rents", "renting", "rented");

    private static final Set<String> ARTICLES = Set.of("a", "an", "the", "some");
    private static final Pattern LOCATIVE = Pattern.compile("[a-z]{2,}[dt][ae]");

    private final Brief brief;

    public Deeds(Brief brief) {
        this.brief = brief;
    }

    /**
     * "Browsed sofas" is no browser, "shopped for razors" no shopping, "fabrikada çalışan" no employee of any kind.
     *
     * @param first the first word of the phrase
     * @param last the last one
     * @param words how many it has
     * @param next where the next phrase begins, or the sentence ends
     */
    public boolean isDeed(int first, int last, int words, int next) {
        if (brief.language == Language.TR) {
            return first > 0 && isWork(first);
        }
        boolean renting = RENTING.contains(brief.tokens.get(last).folded());
        if (renting && last + 1 < brief.size()) {
            return ARTICLES.contains(brief.tokens.get(last + 1).folded()) || isThing(last + 1);
        }
        if (words == 1 && isVerbBehindWho(first)) {
            return true;
        }
        return words == 1
                && brief.cues.has("deed", brief.tokens.get(first).folded())
                && !(brief.cues.has("telling deed", brief.tokens.get(first).folded()) && standsAlone(last, next));
    }

    /** "Who train at the gym, book last minute": nouns that are verbs there. */
    private boolean isVerbBehindWho(int at) {
        return at > 0
                && brief.cues.has("verb behind who", brief.tokens.get(at).folded())
                && (brief.cues.has("relative", brief.lights.get(at - 1))
                        || brief.joint[at]
                                && IntStream.range(0, at)
                                        .anyMatch(who -> brief.cues.has("relative", brief.lights.get(who))));
    }

    /** Elderly parents need care; nothing is said of their children's children. */
    public boolean isOfTheOld(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .anyMatch(
                        at -> brief.cues.has("of the old", brief.tokens.get(at).folded()));
    }

    private boolean isWork(int at) {
        String place =
                brief.tokens.get(at - 1).folded() + brief.tokens.get(at - 1).suffix();
        return brief.tokens.get(at).folded().startsWith("calisan")
                && LOCATIVE.matcher(place).matches();
    }

    /** "Flew at least twice" is about flights, "flew to Italy" about Italy. */
    private boolean standsAlone(int verb, int next) {
        return next >= brief.size()
                || IntStream.rangeClosed(verb + 1, next).anyMatch(at -> brief.joint[at] || brief.boundary[at]);
    }

    private boolean isThing(int at) {
        return !brief.stop[at]
                && !brief.joint[at]
                && !brief.spoken[at]
                && (!brief.cues.isWeak(brief.lights.get(at))
                        || brief.lights.get(at).equals("car"))
                && !brief.tokens.get(at).isNumber();
    }

    /** Where the verb stands whose object tells more than the verb does, or -1: "drink", "müze gezen", "working in". */
    public int verbWithObject(int first, int last) {
        boolean consumes = brief.cues.has("consuming", brief.tokens.get(first).folded())
                && IntStream.rangeClosed(first + 1, last).allMatch(at -> brief.spoken[at]);
        boolean busy = brief.cues.has("busy with", brief.tokens.get(last).folded())
                && last + 1 < brief.size()
                && brief.stop[last + 1];
        return consumes ? first : busy ? last : -1;
    }
}
