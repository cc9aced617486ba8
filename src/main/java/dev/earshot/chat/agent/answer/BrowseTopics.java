package dev.earshot.chat.agent.answer;

import dev.earshot.common.FoldedText;
import dev.earshot.common.TextResource;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Groups of signals that planners ask for by words that the taxonomy doesn't have: {@code dialogue/topics.txt}. */
final class BrowseTopics {
    private static final List<Topic> ALL =
            TextResource.lines("dialogue/topics.txt").stream().map(Topic::of).toList();

    /** What is said besides the group: "kinds of jobs", "people's homes". */
    private static final Pattern EMPTY = Pattern.compile(
            "\\b(?:kinds?|types?|sorts?|groups?|of|other|people|peoples|their|the|all|your|any|some|signals?|options?"
                    + "|tur(?:u|unde|lu|ler|leri)?|cesit\\w*|grup\\w*|hangi|diger|baska|insanlarin|kisilerin|sinyal\\w*|secenek\\w*)\\b");

    /** "Cities in Turkey", "Türkiye'deki iller". */
    private static final Pattern WITHIN = Pattern.compile(
            "(?:places|cities|towns|provinces|states|regions|locations) (?:in|within|across|from) (?:the )?(.+)"
                    + "|(.+?)(?: ?[dt][ae](?:ki)?) (?:yer|sehir|il|bolge|konum|eyalet)\\w*");

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

    /** A tier that is written as the place, or as another language writes it: "Türkiye" is "Turkey". */
    private static boolean isPlace(String tier, String place) {
        String folded = FoldedText.of(tier);
        return folded.equals(place)
                || folded.equals("turkiye") && place.matches("turke?(?:y|i).*")
                || folded.equals("united states") && place.matches("(?:the )?(?:us|usa|states|america|amerika|abd)");
    }

    /** The signals of the groups that these words name, the likeliest first; empty if they name none. */
    static List<Signal> signals(String words, TaxonomyIndex taxonomy) {
        String text = FoldedText.of(words.replaceAll("['’]s?\\b", " ")).replaceAll("[^\\p{L}\\p{N}]+", " ");
        String group = EMPTY.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
        Matcher within = WITHIN.matcher(group);
        if (within.matches()) {
            String place = within.group(1) == null ? within.group(2) : within.group(1);
            return taxonomy.signals().stream()
                    .filter(signal -> signal.path().stream().anyMatch(tier -> isPlace(tier, place)))
                    .toList();
        }
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
