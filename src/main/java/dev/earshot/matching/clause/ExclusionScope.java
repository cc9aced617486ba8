package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Marks what a sentence excludes: "excl. students, renters and job seekers", "not into golf but love tennis",
 * "öğrenciler ve emekliler hariç", "kahve içmeyenler".
 */
public final class ExclusionScope {
    /** How many words may stand between "who" and its verb. */
    private static final int RELATIVE_REACH = 4;

    private static final Pattern NOMINATIVE = Pattern.compile("[a-z]+l[ae]r");
    private static final Pattern ACCUSATIVE = Pattern.compile("[a-z]+(?:l[ae]ri|[yn][iu])");
    private final Brief brief;
    private final boolean alone;

    /** @param alone there is no other sentence that says who is wanted */
    public ExclusionScope(Brief brief, boolean alone) {
        this.brief = brief;
        this.alone = alone;
    }

    public void mark() {
        for (int i = 0; i < brief.size(); i++) {
            int plain = length("not negation", i);
            if (plain > 0) {
                brief.speak(i, plain);
                i += plain - 1;
                continue;
            }
            int strong = length("exclusion forward", i);
            int forward = Math.max(strong, length("negation forward", i));
            int backward = length("negation backward", i);
            boolean denies = brief.language == Language.TR
                    && backward == 0
                    && Clauses.denies(brief.tokens.get(i).folded());
            brief.speak(i, Math.max(forward, backward));
            if (backward > 0 && backward >= forward) {
                excludeBefore(i, backward);
            } else if (forward > 0) {
                excludeAfter(i, forward, strong > 0);
            } else if (denies) {
                brief.spoken[i] = true;
                excludeObject(i);
            }
            i += Math.max(0, Math.max(forward, backward) - 1);
        }
    }

    /** @param strong the word leaves out a whole list; a mere "not" ends at a comma unless "or" or "and" comes later */
    private void excludeAfter(int cue, int length, boolean strong) {
        brief.negator[cue] = true;
        boolean excluded = false;
        for (int i = cue + length; i < brief.size(); i++) {
            if (brief.tokens.get(i).startsSentence()) {
                break;
            }
            if (excluded && endsAt(i, strong)) {
                return;
            }
            if (i > cue + length && brief.tokens.get(i).opensParenthesis() && excluded) {
                return;
            }
            brief.negated[i] = true;
            excluded |= isContent(i);
            if (excluded && brief.tokens.get(i).closesParenthesis()) {
                return;
            }
        }
        boolean last = brief.language == Language.EN
                && IntStream.range(cue + length, brief.size()).allMatch(at -> brief.stop[at]);
        if ((strong || cue + length == brief.size())
                && last
                && IntStream.range(0, cue).anyMatch(this::isContent)) {
            excludeBefore(cue, brief.size() - cue);
        }
    }

    private boolean endsAt(int at, boolean strong) {
        if (brief.tokens.get(at).followsComma()) {
            return !listGoesOn(at, strong);
        }
        boolean positive = brief.cues.has("negation end", brief.lights.get(at)) || length("negation end", at) > 0;
        boolean relative = brief.cues.has("relative", brief.lights.get(at));
        boolean people = brief.cues.has("head", brief.lights.get(at)) || brief.cues.has("people", brief.lights.get(at));
        boolean verb = brief.spoken[at] && !brief.joint[at] && !people && length("negation forward", at) == 0;
        boolean goesOn = strong && (relative || isJoinedAnyone(at));
        positive &= !(strong && (isJoinedAnyone(at - 1) || brief.cues.has("relative", brief.lights.get(at - 1))));
        return positive || (brief.boundary[at] && !goesOn) || (verb && !afterRelative(at, strong));
    }

    /** "Leave out retirees and anyone over 60": a further group of those who are left out. */
    private boolean isJoinedAnyone(int at) {
        int first = brief.joint[at] && at + 1 < brief.size() ? at + 1 : at;
        return at > 0 && (brief.joint[at] || brief.joint[at - 1]) && brief.cues.has("anyone", brief.lights.get(first));
    }

    /** "Exclude people who love golf": the verb belongs to those who are left out. */
    private boolean afterRelative(int at, boolean strong) {
        int before = at - 1;
        while (before > at - RELATIVE_REACH && before > 0 && isAdverb(before)) {
            before--;
        }
        return strong
                && before >= 0
                && (brief.cues.has("relative", brief.lights.get(before))
                        || IntStream.range(Math.max(0, before), at)
                                .anyMatch(word -> brief.cues.has("anyone", brief.lights.get(word))));
    }

    /** "Who are mostly into". */
    private boolean isAdverb(int at) {
        return !brief.cues.has("relative", brief.lights.get(at))
                && (brief.stop[at] || brief.cues.isOrdinary(brief.tokens.get(at).folded()));
    }

    private boolean listGoesOn(int comma, boolean strong) {
        int first = comma;
        if (strong && length("coordinator", comma) > 0 && isJoinedAnyone(comma)) {
            return true;
        }
        while (first < brief.size() && brief.stop[first] && !brief.boundary[first]) {
            if (length("negation end", first) > 0) {
                return false;
            }
            first++;
        }
        if (first >= brief.size()
                || brief.boundary[first]
                || brief.spoken[first]
                || length("negation end", first) > 0
                || length("interest forward", first) > 0
                || length("purchase forward", first) > 0) {
            return false;
        }
        return strong || orFollows(comma);
    }

    private boolean orFollows(int from) {
        for (int i = from;
                i < brief.size() && !brief.boundary[i] && !brief.tokens.get(i).startsSentence();
                i++) {
            if (length("negation end", i) > 0 || (brief.spoken[i] && !brief.joint[i])) {
                return false;
            }
            if (brief.joint[i] && !brief.tokens.get(i).followsComma() && length("coordinator", i) > 0) {
                return true;
            }
        }
        return false;
    }

    private void excludeBefore(int cue, int length) {
        brief.negator[cue] = true;
        boolean whole = length("whole backward", cue) > 0 && !(alone && brief.language == Language.TR);
        boolean last = cue + length >= brief.size();
        boolean list = false;
        boolean found = false;
        boolean named = false;
        for (int i = cue - 1; i >= 0; i--) {
            boolean comma = brief.tokens.get(i + 1).followsComma() && i + 1 < cue;
            if (found && (brief.cues.has("contrast", brief.lights.get(i)) || brief.followsDash(i + 1))) {
                return;
            }
            if (comma && found && whole && !list && isSubject(i, cue - 1)) {
                return;
            }
            if (comma && named && !whole && !(list && (!last || hasMoreBefore(i)))) {
                return;
            }
            if (i + 1 < cue && brief.tokens.get(i + 1).startsSentence()) {
                return;
            }
            if (found && !whole && (brief.boundary[i] || endsClause(i, comma, list))) {
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

    /** A verb that denies has its object before it: back to the comma, the conjunction or the verb before that. */
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
            if (brief.tokens.get(i).followsComma()) {
                return;
            }
        }
    }

    private boolean isContent(int at) {
        String light = brief.lights.get(at);
        return !brief.stop[at]
                && !brief.spoken[at]
                && (!brief.cues.isWeak(light) || brief.cues.has("scope noun", light));
    }

    private int length(String group, int at) {
        return brief.cues.lengthAt(group, brief.lights, at);
    }
}
