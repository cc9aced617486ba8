package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.DerivedWords;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks phrases up whose last word stands in another form than in the lexicon, or whose words are foreign. */
final class WordForms {
    private static final int SHORT = 3;

    private final Brief brief;
    private final PhraseIndex own;
    private final PhraseIndex other;
    private final long taken;
    /** For each word of a Turkish brief the forms without case that phrases know. */
    private final List<List<String>> bases = new ArrayList<>();

    WordForms(Brief brief, PhraseIndex own, PhraseIndex other, long taken) {
        this.brief = brief;
        this.own = own;
        this.other = other;
        this.taken = taken;
        for (int at = 0; at < brief.size(); at++) {
            bases.add(basesOf(at));
        }
    }

    /** Whether another form of the word may be part of a phrase of several. */
    boolean mayJoin(int at) {
        return brief.language == Language.TR
                ? !bases.get(at).isEmpty() || other.mayJoin(light(at))
                : brief.foreign[at] && other.mayJoin(brief.tokens.get(at).folded());
    }

    PhraseIndex.Entry literal(int start, int end) {
        PhraseIndex.Entry entry = own.literal(brief.lights.subList(start, end));
        if (entry != null || bases.get(end - 1).isEmpty()) {
            return entry;
        }
        List<String> words = new ArrayList<>(brief.lights.subList(start, end));
        for (String base : bases.get(end - 1)) {
            words.set(words.size() - 1, base);
            entry = entry == null ? own.literal(words) : entry;
        }
        return entry;
    }

    /** "Arama motoru" searches nothing and "engel atlama" leaves nobody out. */
    boolean isPhraseOfNouns(List<Integer> chosen) {
        int last = chosen.get(chosen.size() - 1);
        return !brief.spoken[last]
                && last - chosen.get(0) == chosen.size() - 1
                && own.isInOrder(chosen.stream().map(brief.stems::get).toList());
    }

    /** "Looking for a nursing home" looks for no home, and "iş çözümleri arayanlar" for no job. */
    boolean hasOtherObject(List<Integer> chosen) {
        int last = chosen.get(chosen.size() - 1);
        int before = last - 1;
        if (chosen.size() != 2 || before == chosen.get(0) || brief.stop[before] || (taken & 1L << before) != 0) {
            return false;
        }
        return brief.language == Language.TR
                ? brief.spoken[last]
                : brief.spoken[chosen.get(0)] && own.phrase(brief.lights.subList(before, last + 1)) != null;
    }

    private List<String> basesOf(int at) {
        if (brief.language != Language.TR || brief.stop[at] || (taken & 1L << at) != 0) {
            return List.of();
        }
        return brief.bases(at).stream()
                .filter(base -> own.mayJoin(base) || own.endsLiteral(base) || own.phrase(List.of(base)) != null)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** "Buz patenine", "çaya": the last word has an ending that the lexicon's doesn't have. */
    PhraseIndex.Entry withoutCase(List<Integer> chosen, List<String> lights) {
        int last = chosen.size() - 1;
        for (String base : bases.get(chosen.get(last))) {
            boolean weak = brief.cues.isWeak(base) || brief.cues.isWeak(lights.get(0));
            if (last == 0 && (weak || brief.cues.isOrdinary(base))) {
                continue;
            }
            List<String> words = new ArrayList<>(lights.subList(0, last));
            words.add(base);
            PhraseIndex.Entry entry = own.phrase(words);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** "Kayakers", "romancılar": the last word names people after what they do. */
    PhraseIndex.Entry derived(List<Integer> chosen, List<String> lights) {
        int last = chosen.size() - 1;
        int at = chosen.get(last);
        if (brief.spoken[at] || brief.cues.isOrdinary(brief.tokens.get(at).folded())) {
            return null;
        }
        return DerivedWords.base(lights.get(last), brief.language)
                .filter(base -> !brief.cues.isWeak(base) && !brief.cues.isOrdinary(base))
                .map(base -> {
                    List<String> words = new ArrayList<>(lights.subList(0, last));
                    words.add(base);
                    return own.phrase(words);
                })
                .orElse(null);
    }

    /**
     * "planning" is no plane and "booking" no book: a word with a role of its own is taken as it stands. So is a
     * Turkish verb that denies, whose stem would say the opposite.
     */
    boolean mayBeStemmed(long mask) {
        for (int at = Long.numberOfTrailingZeros(mask); at < brief.size(); at++) {
            boolean stemDiffers = !brief.stems.get(at).equals(brief.lights.get(at));
            boolean denies = brief.language == Language.TR && brief.negator[at] && brief.spoken[at];
            if ((mask & 1L << at) != 0 && denies) {
                return false;
            }
            if ((mask & 1L << at) != 0
                    && stemDiffers
                    && brief.language == Language.EN
                    && (brief.spoken[at]
                            || brief.cues.isWeak(brief.lights.get(at))
                            || brief.stems.get(at).length() <= SHORT)) {
                return false;
            }
        }
        return true;
    }

    private String light(int at) {
        return other.light(brief.tokens.get(at).folded());
    }

    /** English words and names in a Turkish text; a short word alone would be a Turkish one. */
    PhraseIndex.Entry foreign(List<Integer> chosen) {
        if (brief.language == Language.EN) {
            return turkish(chosen);
        }
        boolean alone = chosen.size() == 1;
        String first = brief.tokens.get(chosen.get(0)).folded();
        if (alone && (first.length() <= SHORT || brief.cues.isOrdinary(first) || brief.cues.isWeak(first))) {
            return null;
        }
        return other.phraseOf(
                chosen.stream().map(at -> brief.tokens.get(at).folded()).toList());
    }

    /** "Women who do örgü": only of words that English lacks. */
    private PhraseIndex.Entry turkish(List<Integer> chosen) {
        for (int at : chosen) {
            if (!brief.foreign[at]) {
                return null;
            }
        }
        List<String> words =
                chosen.stream().map(at -> brief.tokens.get(at).folded()).toList();
        PhraseIndex.Entry entry = other.phraseOf(words);
        return entry == null ? other.stemmedOf(words) : entry;
    }
}
