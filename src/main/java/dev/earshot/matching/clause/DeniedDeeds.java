package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turkish verbs that deny. Of a participle what was done is left out: "kahve içmeyenler", "koşmayan kadınlar". What the
 * writers themselves won't do leaves out whom they name: "öğrencilere çıkmayalım"; unless it is leaving out that they
 * won't do: "öğrencileri çıkarmayalım".
 */
final class DeniedDeeds {
    /** The endings of what one verb has several of: "from", and whom or what. */
    private static final List<Pattern> CASES =
            List.of(Pattern.compile("[a-z]+[dt][ae]n"), Pattern.compile("[a-z]+(?:l[ae]ri|[ynsgkm][iu])"));

    private static final Pattern PLACE = Pattern.compile("[a-z]+[ae]");
    private static final Pattern GOES = Pattern.compile("(?:git|ugra|katil|bin|basla|yazil|gel)[a-z]*");

    private final Brief brief;

    DeniedDeeds(Brief brief) {
        this.brief = brief;
    }

    /** How many words there are that keep those named in the audience. */
    int keeping(int at) {
        String word = brief.tokens.get(at).folded();
        if (Clauses.keeps(word)) {
            return 1;
        }
        boolean exclusion = brief.cues.has("exclusion noun", word);
        return exclusion
                        && at + 1 < brief.size()
                        && Clauses.declines(brief.tokens.get(at + 1).folded())
                ? 2
                : 0;
    }

    /** How many words there are that leave out those named before them. */
    int refusing(int at) {
        String word = brief.tokens.get(at).folded();
        return Clauses.refuses(word) || Clauses.leavesOut(word) ? 1 : 0;
    }

    /** Marks what the participle here denies, if it is one. */
    void mark(int at) {
        if (!Clauses.denies(brief.tokens.get(at).folded())) {
            return;
        }
        if (hasObject(at)) {
            brief.spoken[at] = true;
            excludeObject(at);
        } else {
            excludeDeed(at);
        }
    }

    /** "Hiç koşmayan" and "düzenli koşmayan" have none. */
    private boolean hasObject(int verb) {
        int at = verb;
        while (at > 0 && (brief.timed[at - 1] || brief.cues.has("adverb", brief.lights.get(at - 1)))) {
            at--;
        }
        return at > 0
                && !brief.tokens.get(at).followsComma()
                && !brief.tokens.get(at).startsSentence()
                && !brief.boundary[at - 1]
                && (!brief.joint[at - 1]
                        || !brief.stop[at - 1]
                        || brief.cues.has("postposition", brief.lights.get(at - 1)));
    }

    /** "Koşmayan kadınlar": the verb itself names what is left out. */
    private void excludeDeed(int verb) {
        Clauses.affirmed(brief.tokens.get(verb).folded()).ifPresent(deed -> {
            brief.readAs(verb, deed);
            brief.negated[verb] = true;
        });
    }

    /** A verb that denies has its objects before it: back to a comma before something else, a conjunction or a verb. */
    private void excludeObject(int verb) {
        brief.negator[verb] = true;
        boolean found = false;
        for (int i = verb - 1; i >= 0; i--) {
            boolean other =
                    found && Clauses.endsTurkishClause(brief.tokens.get(i).folded()) || brief.spoken[i];
            if (brief.boundary[i]
                    || (other && !brief.timed[i])
                    || brief.tokens.get(i + 1).startsSentence()) {
                return;
            }
            brief.negated[i] = true;
            found |= isContent(i);
            if (brief.tokens.get(i).followsComma() && !isOfTheSameVerb(i - 1, verb)) {
                return;
            }
        }
    }

    /** "Kahveyi, çayı sevmeyenler", "sinemaya, tiyatroya gitmeyenler", "ama kahve, çay içmeyenler". */
    private boolean isOfTheSameVerb(int before, int verb) {
        if (before < 0) {
            return false;
        }
        String object = brief.tokens.get(before).folded();
        String last = brief.tokens.get(verb - 1).folded();
        boolean places = GOES.matcher(brief.tokens.get(verb).folded()).matches()
                && PLACE.matcher(object).matches()
                && PLACE.matcher(last).matches();
        return places
                || CASES.stream()
                        .anyMatch(ending -> ending.matcher(object).matches()
                                && ending.matcher(last).matches())
                || isAllAfterContrast(before);
    }

    private boolean isAllAfterContrast(int last) {
        int at = last;
        while (at > 0
                && isContent(at)
                && !brief.tokens.get(at).startsSentence()
                && !Clauses.endsTurkishClause(brief.tokens.get(at).folded())) {
            at--;
        }
        return at < last && brief.cues.has("contrast", brief.lights.get(at));
    }

    private boolean isContent(int at) {
        String light = brief.lights.get(at);
        return !brief.stop[at]
                && !brief.spoken[at]
                && (!brief.cues.isWeak(light) || brief.cues.has("scope noun", light));
    }
}
