package dev.earshot.matching.clause;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.stream.IntStream;

/**
 * Marks what a sentence excludes: "excl. students, renters and job seekers", "not into golf but love tennis",
 * "öğrenciler ve emekliler hariç", "kahve içmeyenler".
 */
public final class ExclusionScope {
    /** How many words may stand between "who" and its verb. */
    private static final int RELATIVE_REACH = 4;

    private final Brief brief;
    /** Negations of what is left out, which is wanted then. */
    private final boolean[] deniedAgain;

    private final BackwardExclusion backward;
    private final DeniedDeeds denied;

    /** @param alone there is no other sentence that says who is wanted */
    public ExclusionScope(Brief brief, boolean alone) {
        this.brief = brief;
        deniedAgain = new boolean[brief.size()];
        backward = new BackwardExclusion(brief, alone);
        denied = new DeniedDeeds(brief);
    }

    public void mark() {
        for (int i = 0; i < brief.size(); ) {
            i += Math.max(1, mark(i));
        }
    }

    /** How many words the cue has that begins here. */
    private int mark(int at) {
        int plain = Math.max(length("not negation", at), brief.language == Language.TR ? denied.keeping(at) : 0);
        if (plain > 0) {
            brief.speak(at, plain);
            return plain;
        }
        if (deniedAgain[at]) {
            return 1;
        }
        int strong = length("exclusion forward", at);
        int forward = Math.max(strong, length("negation forward", at));
        int before = Math.max(length("negation backward", at), brief.language == Language.TR ? denied.refusing(at) : 0);
        brief.speak(at, Math.max(forward, before));
        if (before > 0 && before >= forward) {
            backward.from(at, before);
        } else if (forward > 0) {
            excludeAfter(at, forward, strong > 0);
        } else if (brief.language == Language.TR) {
            denied.mark(at);
        }
        return Math.max(forward, before);
    }

    /** @param strong the word leaves out a whole list; a mere "not" ends at a comma unless "or" or "and" comes later */
    private void excludeAfter(int cue, int length, boolean strong) {
        brief.negator[cue] = true;
        boolean excluded = false;
        boolean again = false;
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
            if (strong && isDeniedAgain(i)) {
                brief.spoken[i] = true;
                deniedAgain[i] = true;
                again = true;
            }
            brief.negated[i] = !again;
            excluded |= backward.isContent(i) && !saysWhatWasDone(i);
            if (excluded && brief.tokens.get(i).closesParenthesis()) {
                return;
            }
        }
        boolean last = brief.language == Language.EN
                && IntStream.range(cue + length, brief.size()).allMatch(at -> brief.stop[at]);
        if ((strong || cue + length == brief.size())
                && last
                && IntStream.range(0, cue).anyMatch(backward::isContent)) {
            backward.from(cue, brief.size() - cue);
        }
    }

    /** "Haven't looked at a hotel", "who stay in hotels": what is excluded is still to come. */
    private boolean saysWhatWasDone(int at) {
        int next = at + 1;
        boolean verb = brief.cues.has("deed", brief.lights.get(at)) || isRightBehindWho(at);
        return verb && next < brief.size() && brief.stop[next] && !brief.boundary[next] && !brief.joint[next];
    }

    /** "Anyone who stays in hotels", "those who live in the city". */
    private boolean isRightBehindWho(int at) {
        return brief.language == Language.EN && at > 0 && brief.cues.has("relative", brief.lights.get(at - 1));
    }

    private boolean endsAt(int at, boolean strong) {
        if (brief.tokens.get(at).followsComma()) {
            return !listGoesOn(at, strong);
        }
        if (length("order", at) > 0) {
            return true;
        }
        boolean positive = brief.cues.has("negation end", brief.lights.get(at)) || length("negation end", at) > 0;
        boolean relative = brief.cues.has("relative", brief.lights.get(at));
        boolean people = brief.cues.has("head", brief.lights.get(at)) || brief.cues.has("people", brief.lights.get(at));
        boolean verb = brief.spoken[at] && !brief.joint[at] && !people && length("negation forward", at) == 0;
        boolean goesOn = strong && (relative || isJoinedAnyone(at));
        positive &= !(strong && (isJoinedAnyone(at - 1) || brief.cues.has("relative", brief.lights.get(at - 1))));
        positive &= !isWho(at - 1) && !(strong && isJoined(at));
        return positive || (brief.boundary[at] && !goesOn) || (verb && !afterRelative(at, strong));
    }

    /** "Not people with allergies": what follows says which people. */
    private boolean isWho(int at) {
        return at > 0 && brief.negated[at] && brief.cues.has("anyone", brief.lights.get(at));
    }

    /** "Nobody who is retired or still in school": one more thing that is said of those left out. */
    private boolean isJoined(int at) {
        int before = at - 1;
        while (before > 0 && brief.stop[before] && !brief.joint[before]) {
            before--;
        }
        return brief.joint[before]
                && !brief.tokens.get(before).followsComma()
                && !brief.tokens.get(at).followsComma();
    }

    /** "Leave out retirees and anyone over 60": a further group of those who are left out. */
    private boolean isJoinedAnyone(int at) {
        int first = brief.joint[at] && at + 1 < brief.size() ? at + 1 : at;
        return at > 0 && (brief.joint[at] || brief.joint[at - 1]) && brief.cues.has("anyone", brief.lights.get(first));
    }

    /** "Exclude anyone who doesn't own a dog": dog owners are wanted. */
    private boolean isDeniedAgain(int at) {
        return at > 0
                && length("negation forward", at) == 1
                && IntStream.range(Math.max(0, at - 2), at)
                        .anyMatch(before -> brief.cues.has("relative", brief.lights.get(before)));
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

    private int length(String group, int at) {
        return brief.cues.lengthAt(group, brief.lights, at);
    }
}
