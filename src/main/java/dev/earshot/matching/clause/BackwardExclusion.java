package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Marks what a cue behind it leaves out: "öğrenciler ve emekliler hariç", "renters are not a fit". */
final class BackwardExclusion {
    private static final Pattern NOMINATIVE = Pattern.compile("[a-z]+l[ae]r");
    private static final Pattern ACCUSATIVE = Pattern.compile("[a-z]+(?:l[ae]ri|[yn][iu])");

    /** So many words at most stand from a participle to the verb that leaves out whom it describes. */
    private static final int WHOM = 4;

    private final Brief brief;
    private final boolean alone;

    BackwardExclusion(Brief brief, boolean alone) {
        this.brief = brief;
        this.alone = alone;
    }

    /** Marks what a cue of so many words leaves out that begins at {@code cue}. */
    void from(int cue, int length) {
        int denied = deniedBefore(cue);
        if (denied >= 0 && (isRightBefore(denied, cue) || areNamedTwice(denied, cue))) {
            keepDenied(denied);
            return;
        }
        excludeBefore(cue, length);
        excludeFurther(cue + length);
    }

    /** Where the participle is that a cue behind it denies again; -1 if there is none. */
    private int deniedBefore(int cue) {
        int at = cue - 1;
        while (at > 0
                && at > cue - WHOM
                && !brief.tokens.get(at).followsComma()
                && !Clauses.endsTurkishClause(brief.tokens.get(at).folded())) {
            at--;
        }
        return brief.language == Language.TR
                        && at >= 0
                        && Clauses.isDeniedParticiple(brief.tokens.get(at).folded())
                ? at
                : -1;
    }

    /** "Tenis oynayan öğretmenleri ayırın, kalan öğretmenlere gösterin": teachers stay, whoever plays tennis goes. */
    private boolean areNamedElsewhere(int from, int cue) {
        return IntStream.range(from, cue).anyMatch(this::isContent)
                && IntStream.range(from, cue)
                        .noneMatch(at -> brief.tokens.get(at).followsComma())
                && IntStream.range(from, cue)
                        .filter(this::isContent)
                        .allMatch(at -> IntStream.range(0, brief.size())
                                .filter(other -> other < from || other >= cue)
                                .anyMatch(other -> brief.stems.get(other).equals(brief.stems.get(at))));
    }

    private void keep(int from, int cue) {
        for (int at = from; at < cue; at++) {
            brief.negated[at] = false;
        }
    }

    private boolean isRightBefore(int participle, int cue) {
        return IntStream.range(participle + 1, cue).allMatch(at -> brief.stop[at]);
    }

    /** "Koşan emekliler iyi, koşmayan emekliler olmasın": of those who are wanted some are left out again. */
    private boolean areNamedTwice(int participle, int cue) {
        return IntStream.range(participle + 1, cue)
                .filter(at -> !brief.stop[at])
                .allMatch(at -> IntStream.range(0, participle)
                        .anyMatch(before -> brief.stems.get(before).equals(brief.stems.get(at))));
    }

    /** "Kahve içmeyenleri çıkaralım": who drinks coffee stays. */
    private void keepDenied(int participle) {
        brief.spoken[participle] = true;
        for (int at = participle; at >= 0 && (brief.negated[at] || at == participle); at--) {
            brief.negated[at] = false;
            brief.negator[at] = false;
        }
    }

    private void excludeBefore(int cue, int length) {
        brief.negator[cue] = true;
        boolean whole = isWhole(cue) && !(alone && brief.language == Language.TR);
        boolean last = cue + length >= brief.size();
        boolean list = false;
        boolean found = false;
        boolean named = false;
        for (int i = cue - 1; i >= 0; i--) {
            boolean comma = brief.tokens.get(i + 1).followsComma() && i + 1 < cue;
            if (found && (brief.cues.has("contrast", brief.lights.get(i)) || brief.followsDash(i + 1))) {
                return;
            }
            if (found && (Clauses.wants(brief.tokens.get(i).folded()) || comma && brief.spoken[i] && !isObject(i))) {
                return;
            }
            if (comma && found && whole && !list && isSubject(i, cue - 1) || found && isOtherTrait(i, cue)) {
                return;
            }
            if (comma && named && !whole && !(list && (!last || !alone || hasMoreBefore(i) || isObject(i)))) {
                return;
            }
            if (i + 1 < cue && brief.tokens.get(i + 1).startsSentence()) {
                return;
            }
            boolean verb = found && !comma && !brief.boundary[i] && endsClause(i, comma, list);
            if (verb && areNamedElsewhere(i + 1, cue)) {
                keep(i + 1, cue);
            } else if (found && !whole && (brief.boundary[i] || verb)) {
                return;
            }
            list |= found && brief.joint[i] && !brief.tokens.get(i).followsComma() && brief.stop[i];
            brief.negated[i] = true;
            found |= isContent(i);
            named |= !brief.stop[i];
            if (brief.tokens.get(i).opensParenthesis()) {
                return;
            }
        }
    }

    /** "Golf oynayan ve kiracı olmayan herkes": what the one verb says is wanted. */
    private boolean isOtherTrait(int at, int cue) {
        return brief.joint[at + 1]
                && Clauses.isDeniedParticiple(brief.tokens.get(cue).folded())
                && Clauses.endsTurkishClause(brief.tokens.get(at).folded());
    }

    /** The verb of the sentence: "öğrencilere, emeklilere çıkmıyoruz" leaves out all that is named before it. */
    private boolean isWhole(int cue) {
        return length("whole backward", cue) > 0
                || brief.language == Language.TR
                        && (Clauses.refuses(brief.tokens.get(cue).folded())
                                || Clauses.leavesOut(brief.tokens.get(cue).folded()));
    }

    /** "Emeklileri çıkaralım, öğrencileri de": the verb is not said again. */
    private void excludeFurther(int from) {
        int end = from;
        while (end < brief.size()
                && !brief.spoken[end]
                && !brief.tokens.get(end).startsSentence()
                && length("negation backward", end) == 0) {
            end++;
        }
        boolean sentence = end == brief.size() || brief.tokens.get(end).startsSentence();
        if (sentence && end > from && brief.cues.has("further", brief.lights.get(end - 1))) {
            for (int at = from; at < end; at++) {
                brief.negated[at] = true;
            }
        }
    }

    /** "Öğrencileri, kiracıları ve oyuncuları çıkaralım": what has the ending of an object is no one to take from. */
    private boolean isObject(int at) {
        return brief.language == Language.TR
                && ACCUSATIVE.matcher(brief.tokens.get(at).folded()).matches();
    }

    /** "Takviye alanlar, zayıflama programında olanları istemiyoruz": only the object of the verb has its ending. */
    private boolean isSubject(int before, int object) {
        return brief.language == Language.TR
                && NOMINATIVE.matcher(brief.tokens.get(before).folded()).matches()
                && ACCUSATIVE.matcher(brief.tokens.get(object).folded()).matches();
    }

    /**
     * In "anneler, öğrenciler ve emekliler hariç" the mothers stay: what comes first is whom the list is taken from.
     */
    private boolean hasMoreBefore(int at) {
        for (int i = at; i > 0; i--) {
            if (brief.tokens.get(i).followsComma()) {
                return true;
            }
        }
        return false;
    }

    private boolean endsClause(int at, boolean comma, boolean list) {
        if (brief.language == Language.EN) {
            return false;
        }
        boolean verb = Clauses.endsTurkishClause(brief.tokens.get(at).folded());
        return verb && !list && !comma && !brief.joint[at + 1];
    }

    boolean isContent(int at) {
        String light = brief.lights.get(at);
        return !brief.stop[at]
                && !brief.spoken[at]
                && (!brief.cues.isWeak(light) || brief.cues.has("scope noun", light));
    }

    private int length(String group, int at) {
        return brief.cues.lengthAt(group, brief.lights, at);
    }
}
