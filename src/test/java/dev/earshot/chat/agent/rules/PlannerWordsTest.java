package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.taxonomy.IabTaxonomyReaderTest;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The words that planners use for each node of the taxonomy. A line of {@code matching/planner-words-*.tsv} is: what is
 * meant, the language, the words. What is meant names signals as the lexicon does: any of them will do, {@code A>B} is
 * B somewhere under A, one behind {@code ~} may be there besides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannerWordsTest {
    private static final Path FOLDER = Path.of("src/test/resources/matching");
    private static final ObjectMapper JSON = new ObjectMapper();

    private TaxonomyIndex taxonomy;
    private BriefReplies replies;

    record Wording(List<String> wanted, List<String> neutral, String text) {
        static Wording parse(String line) {
            String[] fields = line.split("\t");
            List<String> wanted = new ArrayList<>();
            List<String> neutral = new ArrayList<>();
            for (String target : fields[0].split(";")) {
                String name = target.strip();
                if (name.startsWith("~")) {
                    neutral.add(name.substring(1));
                } else {
                    wanted.add(name);
                }
            }
            return new Wording(wanted, neutral, fields[2]);
        }
    }

    Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("planner-words-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_wording_drafts_what_it_means_and_nothing_else(Path file) throws IOException {
        read();
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Wording wording = Wording.parse(line);
                String drafted = faults(wording);
                if (!drafted.isEmpty()) {
                    wrong.add(wording.text() + " → " + drafted);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void each_wording_names_signals_that_exist() throws IOException {
        read();
        List<String> unknown = new ArrayList<>();
        for (Path file : files().toList()) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    Wording wording = Wording.parse(line);
                    Stream.concat(wording.wanted().stream(), wording.neutral().stream())
                            .filter(name -> taxonomy.signals().stream().noneMatch(signal -> is(signal, name)))
                            .forEach(unknown::add);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private void read() throws IOException {
        List<Signal> signals = IabTaxonomyReaderTest.iab();
        assumeTrue(Files.exists(FOLDER), "no wordings");
        if (replies == null) {
            taxonomy = new TaxonomyIndex(1, signals);
            replies = new BriefReplies(taxonomy);
        }
    }

    /** What the draft lacks, holds besides, or leaves out; empty when it is as it should be. */
    private String faults(Wording wording) {
        JsonNode draft = JSON.valueToTree(replies.metadata(wording.text()).get("draft"));
        List<Signal> drafted = new ArrayList<>();
        draft.path("all")
                .forEach(group -> group.path("any")
                        .forEach(criterion ->
                                drafted.add(taxonomy.find(idOf(criterion)).orElseThrow())));
        List<String> faults = new ArrayList<>();
        if (drafted.stream().noneMatch(signal -> isAny(signal, wording.wanted()))) {
            faults.add("lacks " + wording.wanted());
        }
        drafted.stream()
                .filter(signal -> !isAny(signal, wording.wanted()) && !isAny(signal, wording.neutral()))
                .forEach(signal -> faults.add("invents " + String.join(">", signal.path())));
        if (!draft.path("none").isEmpty()) {
            faults.add("excludes");
        }
        return String.join(", ", faults);
    }

    private static String idOf(JsonNode criterion) {
        return criterion.isTextual()
                ? criterion.asText()
                : criterion.path("signal").asText();
    }

    private static boolean isAny(Signal signal, List<String> names) {
        return names.stream().anyMatch(name -> is(signal, name));
    }

    private static boolean is(Signal signal, String name) {
        List<String> tiers = Arrays.asList(name.split(">"));
        List<String> path = signal.path();
        return signal.name().equals(tiers.get(tiers.size() - 1))
                && path.subList(0, path.size() - 1).containsAll(tiers.subList(0, tiers.size() - 1));
    }
}
