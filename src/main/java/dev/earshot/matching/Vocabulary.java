package dev.earshot.matching;

import dev.earshot.common.TextResource;
import dev.earshot.matching.gazetteer.Concept;
import dev.earshot.matching.gazetteer.Lexicon;
import dev.earshot.matching.range.NumberRange;
import dev.earshot.matching.words.CueWords;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.Tokenizer;
import dev.earshot.taxonomy.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Ties phrases to signals, per language: by the signals' own names and keywords and through the lexicon's concepts. */
final class Vocabulary {
    private static final float NAME = 1f;
    private static final float KEYWORD = 0.97f;
    /** Nothing beside what the lexicon knows the word for: "Rice/Popcorn Cakes" doesn't make rice a cake. */
    private static final float PART_OF_NAME = 0.83f;

    private static final float STRONG = 1f;
    private static final float ADOPTED = 0.8f;
    private static final float WEAK = 0.7f;
    private static final float MARKED = 0.8f;
    /** A single letter of "R&B" is no name. */
    private static final int SHORTEST_PART = 2;

    /**
     * English words that are Turkish ones for something else: "pasta" is a cake, "kayak" skiing, "hat" a phone line. A
     * signal's name or keyword, which may be in either language, is left out of the one in which it means others.
     */
    private static final Set<String> FALSE_FRIENDS =
            Set.of("pasta", "kayak", "hat", "ev", "mama", "mayo", "mum", "mtv", "tulum");

    private static final String SEPARATORS = "\\s*(?:/|&|,|;|\\(|\\)|\\band\\b|\\bor\\b|\\|)\\s*";

    private final SignalIndex catalog;
    private final CueWords english;
    private final Map<Language, PhraseIndex> indexes = new EnumMap<>(Language.class);
    private final Map<String, Set<Integer>> byOwnWords = new HashMap<>();
    private final Map<Language, Map<String, Set<Integer>>> falseFriends =
            Map.of(Language.EN, new HashMap<>(), Language.TR, new HashMap<>());
    private final Set<Integer> marked = new HashSet<>();

    Vocabulary(SignalIndex catalog, BriefReader reader) {
        this.catalog = catalog;
        this.english = reader.cues(Language.EN);
        for (Language language : Language.values()) {
            indexes.put(language, new PhraseIndex(reader.cues(language)));
        }
        for (String tier : TextResource.lines("signal/marked-tiers.txt")) {
            String key = SignalIndex.nameKey(tier, english);
            IntStream.range(0, catalog.size())
                    .filter(at -> catalog.isUnder(at, key))
                    .forEach(marked::add);
        }
        List<Concept> concepts = Lexicon.load();
        for (int i = 0; i < catalog.size(); i++) {
            rememberKeywords(i);
        }
        concepts.forEach(this::addFalseFriends);
        for (int i = 0; i < catalog.size(); i++) {
            addOwnWords(i);
        }
        concepts.forEach(this::addConcept);
    }

    private void addFalseFriends(Concept concept) {
        Map.of(Language.EN, concept.english(), Language.TR, concept.turkish())
                .forEach((language, terms) -> terms.stream()
                        .map(Concept.Term::text)
                        .filter(FALSE_FRIENDS::contains)
                        .forEach(word -> falseFriends
                                .get(language)
                                .computeIfAbsent(word, w -> new HashSet<>())
                                .addAll(targets(concept).keySet())));
    }

    private boolean means(Language language, String word, int at) {
        return falseFriends.get(language).getOrDefault(word, Set.of()).contains(at);
    }

    PhraseIndex of(Language language) {
        return indexes.get(language);
    }

    private void rememberKeywords(int at) {
        for (String keyword : catalog.get(at).keywords()) {
            byOwnWords
                    .computeIfAbsent(SignalIndex.nameKey(keyword, english), k -> new HashSet<>())
                    .add(at);
        }
    }

    private void addOwnWords(int at) {
        Signal signal = catalog.get(at);
        signal.keywords().forEach(keyword -> addToAll(keyword, at, KEYWORD));
        if (catalog.ranges().containsKey(at) || signal.name().startsWith("*") || saysNothing(signal.name())) {
            return;
        }
        addToAll(signal.name(), at, NAME);
        for (String part : partsOf(signal.name())) {
            if (!saysNothing(part)) {
                addToAll(part, at, PART_OF_NAME);
            }
        }
    }

    private void addToAll(String phrase, int at, float weight) {
        float own = marked.contains(at) ? weight * MARKED : weight;
        String word = phrase.toLowerCase(Locale.ROOT);
        indexes.forEach((language, index) -> {
            Language other = language == Language.EN ? Language.TR : Language.EN;
            if (means(language, word, at) || !means(other, word, at)) {
                index.add(phrase, Map.of(at, own), false);
            }
        });
    }

    /**
     * A name of one word that is in everybody's mouth ("Other", "Search", "Fans") is found through the lexicon only.
     */
    private boolean saysNothing(String name) {
        return Tokenizer.tokens(name).stream().allMatch(token -> english.isWeak(english.light(token.folded())));
    }

    /** "Camping and Hiking Equipment" → camping, hiking equipment, camping equipment. */
    private static List<String> partsOf(String name) {
        String[] parts = name.split(SEPARATORS);
        List<String> all = new ArrayList<>();
        if (parts.length < 2) {
            return all;
        }
        String[] lastWords = parts[parts.length - 1].split(" ");
        String head = lastWords[lastWords.length - 1];
        for (String part : parts) {
            if (part.length() < SHORTEST_PART) {
                continue;
            }
            all.add(part);
            if (lastWords.length > 1 && !part.endsWith(head)) {
                all.add(part + " " + head);
            }
        }
        return all;
    }

    private void addConcept(Concept concept) {
        Map<Integer, Float> targets = targets(concept);
        if (targets.isEmpty() && !concept.isName()) {
            return;
        }
        boolean name = concept.isName();
        concept.english().forEach(term -> indexes.get(Language.EN).add(term.text(), targets, term.modifier(), name));
        boolean place = concept.english().isEmpty();
        if (!targets.isEmpty() || place) {
            concept.turkish()
                    .forEach(term -> indexes.get(Language.TR).add(term.text(), targets, term.modifier(), name));
        }
    }

    /** By the names that the concept gives, and by signals' own keywords that are among its English terms. */
    private Map<Integer, Float> targets(Concept concept) {
        Map<Integer, Float> targets = new HashMap<>();
        for (Concept.Target target : concept.targets()) {
            for (int at : resolve(target)) {
                targets.merge(at, target.weak() ? WEAK : STRONG, Math::max);
            }
        }
        for (Concept.Term term : concept.english()) {
            if (!term.modifier() && !FALSE_FRIENDS.contains(term.text())) {
                byOwnWords
                        .getOrDefault(SignalIndex.nameKey(term.text(), english), Set.of())
                        .forEach(at -> targets.putIfAbsent(at, ADOPTED));
            }
        }
        marked.forEach(at -> targets.computeIfPresent(at, (k, weight) -> weight * MARKED));
        return targets;
    }

    List<Integer> resolve(Concept.Target target) {
        if (target.name().startsWith("#")) {
            return RangeTarget.parse(target.name()).resolve(catalog);
        }
        List<Integer> named = catalog.named(SignalIndex.nameKey(target.name(), english));
        if (target.ancestor().isEmpty()) {
            return named;
        }
        String ancestor = SignalIndex.nameKey(target.ancestor(), english);
        return named.stream().filter(at -> catalog.isUnder(at, ancestor)).toList();
    }

    /** A range that the lexicon names by words: {@code #AGE 18-24} is what "gen z" means. */
    private record RangeTarget(NumberRange range) {
        private static final double ENOUGH = 0.5;

        static RangeTarget parse(String text) {
            String[] parts = text.substring(1).split(" ");
            String[] ends = parts[1].split("-", -1);
            long high = ends[1].isEmpty() ? NumberRange.OPEN : Long.parseLong(ends[1]);
            return new RangeTarget(new NumberRange(NumberRange.Kind.valueOf(parts[0]), Long.parseLong(ends[0]), high));
        }

        List<Integer> resolve(SignalIndex catalog) {
            List<Integer> found = new ArrayList<>();
            catalog.ranges().forEach((at, signalRange) -> {
                if (range.covers(signalRange) >= ENOUGH) {
                    found.add(at);
                }
            });
            return found;
        }
    }
}
