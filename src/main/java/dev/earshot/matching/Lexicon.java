package dev.earshot.matching;

import dev.earshot.common.TextResource;
import java.util.List;

/** What people call things: the concepts of all files under {@code signal/lexicon}. */
final class Lexicon {
    private static final List<String> FILES = List.of(
            "people",
            "life",
            "health",
            "auto",
            "home",
            "food",
            "style",
            "tech",
            "sport",
            "travel",
            "culture",
            "business");

    private Lexicon() {}

    static List<Concept> load() {
        return FILES.stream()
                .flatMap(file -> TextResource.lines("lexicon/" + file + ".txt").stream())
                .map(Concept::parse)
                .toList();
    }
}
