package dev.earshot.taxonomy;

import dev.earshot.common.TextResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The signals that Earshot comes with, so that the chat works before anything is imported. */
public final class StarterTaxonomy {
    private static final String FILE = "signal/starter-taxonomy.tsv";

    private StarterTaxonomy() {}

    public static List<Signal> load() {
        return TextResource.lines(FILE).stream()
                .skip(1)
                .map(StarterTaxonomy::signal)
                .toList();
    }

    private static Signal signal(String line) {
        String[] columns = line.split("\t", -1);
        List<String> keywords = new ArrayList<>();
        for (String list : Arrays.asList(columns[4], columns[5])) {
            Arrays.stream(list.split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .forEach(keywords::add);
        }
        List<String> path = Arrays.asList(columns[2].split(" > "));
        return new Signal(columns[0], columns[3], SignalType.of(columns[1]), path, keywords);
    }
}
