package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.CueWords;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.PhraseFilter;
import dev.earshot.matching.words.Token;
import dev.earshot.matching.words.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The phrases of one language that mean signals. A phrase of several words is kept as a bag, since "food for dogs" is
 * dog food, and a second time by its stems; one that stop words hold together ("out of work") also as it stands.
 */
final class PhraseIndex {
    /** The signals that a phrase means, each with its weight. */
    static final class Entry {
        final Map<Integer, Float> targets = new HashMap<>();
        boolean modifier = true;

        void add(Map<Integer, Float> more, boolean asModifier) {
            more.forEach((signal, weight) -> targets.merge(signal, weight, Math::max));
            modifier &= asModifier;
        }
    }

    private static final int LONGEST = 5;

    private final CueWords cues;
    private final Map<String, Entry> phrases = new HashMap<>();
    private final PhraseFilter anyPhrase = new PhraseFilter();
    private final Map<String, Entry> stemmed = new HashMap<>();
    private final PhraseFilter anyStemmed = new PhraseFilter();
    private final Map<String, Entry> literal = new HashMap<>();
    /** The first words of what is kept as it stands. */
    private final Set<String> literalStarts = new HashSet<>();
    /** And the last ones. */
    private final Set<String> literalEnds = new HashSet<>();

    /** The phrases of several words in the order in which they are said. */
    private final Map<String, Entry> ordered = new HashMap<>();

    /** Bags that mean one thing in one order and another turned round: dish soap and a soap dish. */
    private final Set<String> turnable = new HashSet<>();

    /** And their stems. */
    private final Set<String> orderedStems = new HashSet<>();

    private final Set<String> words = new HashSet<>();
    private final Set<String> joining = new HashSet<>();
    private final Set<String> plain = new HashSet<>();

    PhraseIndex(CueWords cues) {
        this.cues = cues;
    }

    void add(String phrase, Map<Integer, Float> targets, boolean modifier) {
        add(phrase, targets, modifier, false);
    }

    /** @param name is not inflected, so that it is known as it stands: "coking" is no Coke */
    void add(String phrase, Map<Integer, Float> targets, boolean modifier, boolean name) {
        List<String> lights = new ArrayList<>();
        List<String> content = new ArrayList<>();
        List<String> stems = new ArrayList<>();
        for (Token token : Tokenizer.tokens(phrase)) {
            String light = cues.light(token.folded());
            lights.add(light);
            know(light, name);
            if (!cues.isStop(light)) {
                content.add(light);
                stems.add(cues.stem(token.folded()));
                know(stems.get(stems.size() - 1), name);
            }
        }
        if (content.size() > 1) {
            joining.addAll(content);
            joining.addAll(stems);
            addOrdered(content, targets, modifier);
            orderedStems.add(String.join(" ", stems));
        }
        boolean heldTogether = content.size() < lights.size();
        if (heldTogether && lights.size() <= LONGEST) {
            literal.computeIfAbsent(String.join(" ", lights), k -> new Entry()).add(targets, modifier);
            literalStarts.add(lights.get(0));
            literalEnds.add(lights.get(lights.size() - 1));
        }
        if (content.size() > 1 || (content.size() == 1 && !heldTogether)) {
            phrases.computeIfAbsent(bag(content), k -> new Entry()).add(targets, modifier);
            anyPhrase.add(content);
            if (!name || cues.inflectsNames()) {
                stemmed.computeIfAbsent(bag(stems), k -> new Entry()).add(targets, modifier);
                anyStemmed.add(stems);
            }
        }
    }

    private void addOrdered(List<String> content, Map<Integer, Float> targets, boolean modifier) {
        String said = String.join(" ", content);
        if (!ordered.containsKey(said) && phrases.containsKey(bag(content))) {
            turnable.add(bag(content));
        }
        ordered.computeIfAbsent(said, k -> new Entry()).add(targets, modifier);
    }

    private void know(String word, boolean name) {
        words.add(word);
        if (!name) {
            plain.add(word);
        }
    }

    /** Whether the word is known as a name only. */
    boolean isName(String word) {
        return words.contains(word) && !plain.contains(word);
    }

    Entry phrase(List<String> lights) {
        if (!anyPhrase.mayHave(lights)) {
            return null;
        }
        String bag = bag(lights);
        Entry said = turnable.contains(bag) ? ordered.get(String.join(" ", lights)) : null;
        return said == null ? phrases.get(bag) : said;
    }

    /**
     * "Food for dogs" is dog food; "nurses working night shifts" are no night nurses: nothing ties the words.
     *
     * @param chosen where the words stand
     */
    boolean isTurnedRound(Brief brief, List<Integer> chosen, List<String> lights) {
        int first = chosen.get(0);
        int last = chosen.get(chosen.size() - 1);
        return brief.language == Language.EN
                && last - first >= chosen.size()
                && !ordered.containsKey(String.join(" ", lights))
                && IntStream.range(first, last).noneMatch(at -> brief.stop[at]);
    }

    /** @param words folded, in the language of these phrases */
    Entry phraseOf(List<String> words) {
        return phrase(words.stream().map(cues::light).toList());
    }

    /** @param words folded, in the language of these phrases, in any form */
    Entry stemmedOf(List<String> words) {
        return stemmed(words.stream().map(cues::stem).toList());
    }

    /** Whether the word, in any form, is part of a phrase. */
    boolean knowsForm(String folded) {
        return knows(cues.light(folded), cues.stem(folded));
    }

    Entry stemmed(List<String> stems) {
        return anyStemmed.mayHave(stems) ? stemmed.get(bag(stems)) : null;
    }

    Entry literal(List<String> lights) {
        return literal.get(String.join(" ", lights));
    }

    /** "Shopping for a car seat" is about a seat, though "shopping for a car" has a meaning of its own. */
    boolean goesOn(Brief brief, int end) {
        return end < brief.size()
                && !brief.stop[end]
                && !brief.spoken[end]
                && !brief.cues.has("head", brief.lights.get(end))
                && phrase(brief.lights.subList(end - 1, end + 1)) != null;
    }

    /** Whether something that is kept as it stands begins with this word. */
    boolean startsLiteral(String light) {
        return literalStarts.contains(light);
    }

    /** Whether a phrase of several words holds it, as it stands or by its stem. */
    boolean mayJoin(String word) {
        return joining.contains(word);
    }

    boolean endsLiteral(String light) {
        return literalEnds.contains(light);
    }

    /** Whether a phrase has these words, in any form, in this order. */
    boolean isInOrder(List<String> stems) {
        return orderedStems.contains(String.join(" ", stems));
    }

    String light(String folded) {
        return cues.light(folded);
    }

    boolean knows(String light, String stem) {
        return words.contains(light) || words.contains(stem);
    }

    Set<String> words() {
        return words;
    }

    static String bag(List<String> words) {
        if (words.size() == 1) {
            return words.get(0);
        }
        if (words.size() == 2) {
            String one = words.get(0);
            String other = words.get(1);
            return one.compareTo(other) <= 0 ? one + " " + other : other + " " + one;
        }
        List<String> sorted = new ArrayList<>(words);
        sorted.sort(null);
        return String.join(" ", sorted);
    }
}
