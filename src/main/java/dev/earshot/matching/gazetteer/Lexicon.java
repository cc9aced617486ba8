package dev.earshot.matching.gazetteer;

import dev.earshot.common.TextResource;
import java.util.List;
import java.util.stream.Stream;

/** What people call things: the concepts of all files under {@code signal/lexicon}. */
public final class Lexicon {
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
            "business",
            "goods",
            "services",
            "leisure",
            "buying",
            "interests");

    /**
     * What names stand for: brands, titles, teams, breeds, places. Their words mean nothing else, even where no signal
     * is meant.
     */
    private static final List<String> NAMES = List.of("brands", "titles", "places");

    private Lexicon() {}

    public static List<Concept> load() {
        return Stream.concat(
                        concepts(FILES).map(Concept::parse),
                        concepts(NAMES).map(Concept::parse).map(Concept::asName))
                .toList();
    }

    private static Stream<String> concepts(List<String> files) {
        return files.stream().flatMap(file -> TextResource.lines("signal/lexicon/" + file + ".txt").stream());
    }
}
