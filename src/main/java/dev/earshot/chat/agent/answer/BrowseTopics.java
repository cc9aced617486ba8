package dev.earshot.chat.agent.answer;

import dev.earshot.common.FoldedText;
import dev.earshot.common.TextResource;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Groups of signals that planners ask for by words that the taxonomy doesn't have: {@code dialogue/topics.txt}. */
final class BrowseTopics {
    private static final List<Topic> ALL =
            TextResource.lines("dialogue/topics.txt").stream().map(Topic::of).toList();

    /** What is said besides the group: "kinds of jobs", "people's homes". */
    private static final Pattern EMPTY = Pattern.compile(
            "\\b(?:kinds?|types?|sorts?|groups?|of|other|people|peoples|their|the|all|your|any|some|signals?|options?"
                    + "|tur\\w*|cesit\\w*|grup\\w*|hangi|diger|baska|insanlarin|kisilerin|sinyal\\w*|secenek\\w*)\\b");

    private BrowseTopics() {}

    /**
     * One group.
     *
     * @param words folded
     * @param names of tiers or signals
     */
    private record Topic(List<String> words, List<String> names) {
        static Topic of(String line) {
            String[] parts = line.split(" \\| ");
            return new Topic(
                    Stream.of(parts[0], parts[1])
                            .flatMap(words -> Stream.of(words.split(", ")))
                            .map(word -> FoldedText.of(word.strip()))
                            .toList(),
                    Stream.of(parts[2].split(", ")).map(String::strip).toList());
        }
    }

    /** The signals of the groups that these words name, the likeliest first; empty if they name none. */
    static List<Signal> signals(String words, TaxonomyIndex taxonomy) {
        String text = FoldedText.of(words.replaceAll("['’]s?\\b", " ")).replaceAll("[^\\p{L}\\p{N}]+", " ");
        String group = EMPTY.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
        return ALL.stream()
                .filter(topic -> topic.words().contains(group))
                .flatMap(topic -> topic.names().stream())
                .flatMap(name -> taxonomy.signals().stream()
                        .filter(signal ->
                                signal.path().contains(name) || signal.name().equals(name)))
                .distinct()
                .toList();
    }
}
