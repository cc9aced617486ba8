package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.TextResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some seven hundred ways to say who is left out, and of saying "not" without leaving anyone out. */
class ExclusionIdiomsTest {
    private static final Map<String, Set<String>> SIGNALS = Map.of(
            "golf", Set.of("Golf"),
            "dogs", Set.of("Dogs"),
            "tea", Set.of("Tea - Bags/loose", "Coffee & Tea"),
            "students", Set.of("Student"),
            "renters", Set.of("Renters"),
            "retirees", Set.of("Retired"));

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr"})
    void an_idiom_leaves_out_whom_it_means_to_and_no_one_else(String language) {
        List<String> wrong = new ArrayList<>();
        for (String line : TextResource.lines("matching/exclusion-idioms-" + language + ".tsv")) {
            String[] row = line.split("\t", -1);
            Set<String> wanted = keys(row[1]);
            Set<String> out = keys(row.length > 2 ? row[2] : "");
            MatchResult match = BriefPhrases.match(row[0].replace("\\n", "\n"));
            Set<String> asked = named(match, false);
            Set<String> excluded = named(match, true);
            if (!asked.containsAll(wanted)
                    || !excluded.containsAll(out)
                    || asked.stream().anyMatch(out::contains)
                    || excluded.stream().anyMatch(wanted::contains)) {
                wrong.add(row[0] + ": asked for " + asked + ", left out " + excluded);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> keys(String cell) {
        return Arrays.stream(cell.split(" "))
                .filter(key -> !key.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(MatchResult match, boolean negated) {
        Set<String> names = match.phrases().stream()
                .filter(phrase -> phrase.negated() == negated)
                .flatMap(phrase -> phrase.suggestions().stream())
                .map(suggestion -> suggestion.signal().name())
                .collect(Collectors.toSet());
        return SIGNALS.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(names::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
