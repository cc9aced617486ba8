package dev.earshot.matching.words;

import dev.earshot.common.TextResource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** English words that are spelt right: {@code words-en.txt}. */
public final class EnglishDictionary {
    private static final Set<String> WORDS = TextResource.lines("signal/words-en.txt").stream()
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toCollection(HashSet::new));

    private EnglishDictionary() {}

    public static boolean has(String folded) {
        return WORDS.contains(folded);
    }

    /** As it stands or without the ending of a plural or of a verb, which the list lacks. */
    public static boolean hasFormOf(String folded) {
        return has(folded) || has(EnglishStemmer.singular(folded)) || has(EnglishStemmer.stem(folded));
    }
}
