package dev.earshot.matching;

import dev.earshot.matching.clause.FixedPhrases;
import dev.earshot.matching.clause.ListReader;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds all that may be a phrase in a brief: words that stand together, or nearly, or share a head in a list. */
final class PhraseFinder {
    private static final Pattern AGENTS = Pattern.compile("[a-z]{2,}(?:ers|ors|ists|ians|eers)");
    private static final int WINDOW = 6;
    private static final int LONGEST = 4;
    private static final int SHORT = 3;
    private static final double STEMMED = 0.96;
    private static final double FOREIGN = 0.9;
    private static final double GAP = 0.93;
    /** What a word in between costs, even one that may be skipped: of two dogs the nearer one eats the food. */
    private static final double STRETCH = 0.05;

    private final Brief brief;
    private final PhraseIndex own;
    private final long taken;
    private final SignalIndex catalog;
    /** Words that are part of phrases of several; the rest needn't be tried together. */
    private final boolean[] joinable;
    /** Words of the other language may stand in it. */
    private final boolean mixed;

    private final boolean[] verb;
    private final WordForms forms;
    private final FixedPhrases fixed;
    private final List<PhraseSelection.Candidate> candidates = new ArrayList<>();

    PhraseFinder(Brief brief, PhraseIndex own, PhraseIndex other, SignalIndex catalog, long taken) {
        this.brief = brief;
        this.own = own;
        this.catalog = catalog;
        this.taken = taken;
        this.joinable = new boolean[brief.size()];
        this.verb = new boolean[brief.size()];
        this.mixed = brief.isMixed();
        this.fixed = new FixedPhrases(brief);
        ListReader lists = new ListReader(brief);
        this.forms = new WordForms(brief, own, other, taken);
        for (int at = 0; at < brief.size(); at++) {
            String light = brief.lights.get(at);
            joinable[at] = own.mayJoin(light) || own.mayJoin(brief.stems.get(at)) || forms.mayJoin(at);
            verb[at] = lists.beginsDeed(at);
        }
    }

    List<PhraseHit> find() {
        for (int start = 0; start < brief.size(); start++) {
            if (own.startsLiteral(brief.lights.get(start))) {
                literals(start);
            }
            if (joinable[start] && isContent(start)) {
                grow(new ArrayList<>(List.of(start)), start);
            } else if (isContent(start)) {
                look(List.of(start));
            }
        }
        for (SharedHeads.Part part : new SharedHeads(brief, own, catalog, taken).find()) {
            offer(part.mask(), part.entry(), 1, 0, true);
        }
        return new PhraseSelection(brief, own, catalog).choose(candidates);
    }

    private boolean isContent(int at) {
        return !brief.stop[at] && (taken & 1L << at) == 0;
    }

    private void literals(int start) {
        for (int end = start + 2; end <= Math.min(brief.size(), start + 5); end++) {
            PhraseIndex.Entry entry = forms.literal(start, end);
            long mask = (1L << end) - (1L << start);
            if (entry != null
                    && (mask & taken) == 0
                    && fixed.mayStand(start, end)
                    && !sharesHead(start, end)
                    && !own.goesOn(brief, end)) {
                offer(mask, entry, 1, 0, false);
            }
        }
    }

    /** "Sci-fi and fantasy films" are films, though "sci-fi and fantasy" has a meaning of its own. */
    private boolean sharesHead(int start, int end) {
        if (end - start < 3 || end >= brief.size() || !brief.joint[end - 2] || brief.joint[end] || !isContent(end)) {
            return false;
        }
        List<String> first = new ArrayList<>(brief.lights.subList(start, end - 2));
        first.add(brief.lights.get(end));
        return own.phrase(first) != null && own.phrase(brief.lights.subList(end - 1, end + 1)) != null;
    }

    private void grow(List<Integer> chosen, int start) {
        look(chosen);
        int last = chosen.get(chosen.size() - 1);
        for (int next = last + 1; next < Math.min(brief.size(), start + WINDOW) && chosen.size() < LONGEST; next++) {
            if (brief.boundary[next] || isParted(last, next)) {
                return;
            }
            if (joinable[next] && isContent(next) && !partsExclusion(start, next)) {
                chosen.add(next);
                grow(chosen, start);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    /** "Mothers of toddlers shopping for car seats": the verb parts what people are from what they do. */
    private boolean isParted(int left, int right) {
        for (int at = left + 1; at < right; at++) {
            if (verb[at]) {
                return true;
            }
        }
        return false;
    }

    /** What is asked for and what is excluded make no phrase: "music fans, except country". */
    private boolean partsExclusion(int one, int other) {
        return brief.negated[one] != brief.negated[other] && isOwn(one) && isOwn(other);
    }

    private boolean isOwn(int at) {
        return !brief.negator[at] && !brief.spoken[at];
    }

    /** "Dog people" are not "people with a dog": a weak word is the last of a phrase or stands right before it. */
    private void look(List<Integer> chosen) {
        int stretch = chosen.get(chosen.size() - 1) - chosen.get(0) + 1 - chosen.size();
        boolean verbFirst = brief.spoken[chosen.get(0)]
                && (chosen.size() == 1 || brief.language == Language.TR && !forms.isPhraseOfNouns(chosen));
        if (verbFirst
                || forms.hasOtherObject(chosen)
                || (stretch > 0 && chosen.stream().anyMatch(at -> brief.inLongCue[at]))) {
            return;
        }
        int skipped = 0;
        int joints = 0;
        int runs = 1;
        for (int i = 1; i < chosen.size(); i++) {
            Gap gap = gap(chosen.get(i - 1), chosen.get(i));
            skipped += gap.skipped();
            joints += gap.joint() ? 1 : 0;
            runs += gap.skipped() > 0 || gap.joint() ? 1 : 0;
            if (gap.joint() && !(gap.jointFirst() && gap.skipped() > 0 && runs == 2)) {
                return;
            }
        }
        if (stretch > 0 && brief.language == Language.EN && brief.cues.isWeak(brief.lights.get(chosen.get(0)))) {
            return;
        }
        boolean joined = joints > 0;
        if (skipped > (joined ? 2 : 1) || (joined && isListed(chosen.get(0)))) {
            return;
        }
        match(chosen, Math.pow(GAP, skipped), skipped + STRETCH * stretch, joined || isStacked(chosen, stretch));
    }

    /** "Mobile puzzle gamers" are mobile gamers and puzzle gamers; "car seat shoppers" shop for no car. */
    private boolean isStacked(List<Integer> chosen, int stretch) {
        return brief.language == Language.EN
                && chosen.size() == 2
                && stretch == 1
                && !brief.stop[chosen.get(0) + 1]
                && AGENTS.matcher(brief.tokens.get(chosen.get(1)).folded()).matches()
                && own.phrase(brief.lights.subList(chosen.get(0), chosen.get(1))) == null;
    }

    /** In "blenders, toasters or microwave ovens" the toasters are a thing of their own, as the blenders are. */
    private boolean isListed(int at) {
        if (!brief.tokens.get(at).followsComma() || at == 0 || !isContent(at - 1)) {
            return false;
        }
        PhraseIndex.Entry before = own.phrase(List.of(brief.lights.get(at - 1)));
        PhraseIndex.Entry alone = own.phrase(List.of(brief.lights.get(at)));
        return before != null
                && alone != null
                && before.targets.keySet().stream()
                        .anyMatch(one ->
                                alone.targets.keySet().stream().anyMatch(other -> catalog.areSiblings(one, other)));
    }

    private void match(List<Integer> chosen, double sureness, double skipped, boolean joined) {
        long mask = 0;
        List<String> lights = new ArrayList<>(chosen.size());
        List<String> stems = new ArrayList<>(chosen.size());
        for (int at : chosen) {
            mask |= 1L << at;
            lights.add(brief.lights.get(at));
            stems.add(brief.stems.get(at));
        }
        PhraseIndex.Entry entry = own.phrase(lights);
        if (entry != null && own.isTurnedRound(brief, chosen, lights)) {
            return;
        }
        double factor = 1;
        if (entry == null && forms.mayBeStemmed(mask)) {
            entry = forms.withoutCase(chosen, lights);
            factor = STEMMED;
        }
        boolean clear = brief.language == Language.EN
                || chosen.size() > 1
                || (stems.get(0).length() > SHORT && !brief.cues.isWeak(lights.get(0)));
        if (entry == null && clear && forms.mayBeStemmed(mask)) {
            entry = own.stemmed(stems);
            factor = STEMMED;
        }
        if (entry == null) {
            entry = forms.derived(chosen, lights);
            factor = STEMMED;
        }
        if (entry == null && mixed) {
            entry = forms.foreign(chosen);
            factor = FOREIGN;
        }
        if (entry != null) {
            offer(mask, entry, sureness * factor, skipped, joined);
        }
    }

    /** @param jointFirst what is left out begins with "and": the pattern of "camping and hiking gear" */
    private record Gap(int skipped, boolean joint, boolean jointFirst) {}

    private Gap gap(int left, int right) {
        int skipped = 0;
        boolean joint = false;
        boolean jointFirst = false;
        for (int at = left + 1; at <= right; at++) {
            if (brief.joint[at]) {
                jointFirst |= !joint && skipped == 0 && !brief.tokens.get(at).followsComma();
                joint = true;
            }
            skipped += at < right && isContent(at) ? 1 : 0;
        }
        return new Gap(skipped, joint, jointFirst);
    }

    private void offer(long mask, PhraseIndex.Entry entry, double sureness, double skipped, boolean joined) {
        PhraseHit hit = new PhraseHit(mask, entry.targets, entry.modifier, sureness);
        double rank = hit.words() - 0.3 * skipped + 0.1 * sureness - (hit.modifier() ? 0.2 : 0);
        candidates.add(new PhraseSelection.Candidate(hit, rank, joined));
    }
}
