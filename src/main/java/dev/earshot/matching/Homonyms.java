package dev.earshot.matching;

import dev.earshot.common.TextResource;
import dev.earshot.matching.gazetteer.Concept;
import dev.earshot.matching.words.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that mean things of several fields, read from {@code homonyms.txt}: "jaguar" is an animal and a car. */
final class Homonyms {
    /** @param meanings a signal of each meaning, as far as the taxonomy has one */
    record Word(String text, List<Integer> meanings) {}

    private final Map<Language, Map<String, Word>> words = new EnumMap<>(Language.class);

    Homonyms(Vocabulary vocabulary) {
        for (Language language : Language.values()) {
            words.put(language, new HashMap<>());
        }
        for (String line : TextResource.lines("signal/homonyms.txt")) {
            Concept concept = Concept.parse(line);
            List<Integer> meanings = new ArrayList<>();
            concept.targets().forEach(target -> meanings.addAll(vocabulary.resolve(target)));
            concept.english().forEach(term -> words.get(Language.EN).put(term.text(), new Word(term.text(), meanings)));
            concept.turkish()
                    .forEach(term -> words.get(Language.TR)
                            .put(
                                    dev.earshot.matching.words.Tokenizer.tokens(term.text())
                                            .get(0)
                                            .folded(),
                                    new Word(term.text(), meanings)));
        }
    }

    /** The word with its meanings; null if it is none of these. */
    Word find(Language language, String light) {
        return words.get(language).get(light);
    }
}
