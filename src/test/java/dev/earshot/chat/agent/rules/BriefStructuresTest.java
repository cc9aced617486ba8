package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hundreds of wordings about twenty groups of people, which tell the audience, the exclusions and what is tied by "or":
 * {@code signal/structures-en.jsonl} and {@code -tr}, by authors who hadn't seen the program.
 */
class BriefStructuresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** For each signal of the starter taxonomy the group that it stands for. */
    private static final Map<String, String> GROUPS = new HashMap<>();

    static {
        group("dog owners", "int_dogs", "trans_dogs");
        group("cat owners", "int_cats", "trans_cats");
        group("golfers", "int_golf", "trans_golf");
        group("tennis players", "int_tennis", "trans_tennis");
        group("vegans", "int_vegan", "trans_vegan");
        group("students", "demo_student");
        group("retirees", "demo_retired");
        group("renters", "demo_renter");
        group("homeowners", "demo_homeowner");
        group("gamers", "int_gaming", "trans_gaming");
        group("coffee drinkers", "int_coffee", "trans_coffee");
        group("wine drinkers", "int_alcohol", "trans_alcohol");
        group("runners", "int_running", "trans_running");
        group("cyclists", "int_cycling", "trans_cycling");
        group("women", "demo_female");
        group("men", "demo_male");
        group("new parents", "demo_new_parent");
        group("teachers", "demo_teacher");
        group("SUV buyers", "int_newcars", "trans_newcars");
        group("gym goers", "int_fitness", "trans_fitness");
    }

    private static void group(String name, String... signals) {
        for (String signal : signals) {
            GROUPS.put(signal, name);
        }
    }

    private final TaxonomyIndex taxonomy = new TaxonomyIndex(1, StarterTaxonomy.load());

    @ParameterizedTest
    @EnumSource(Language.class)
    void who_is_wanted_and_who_is_left_out_is_read_in_many_wordings(Language language) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : lines(language)) {
            JsonNode brief = JSON.readTree(line);
            String drafted = drafted(brief.path("brief").asText());
            if (!drafted.equals(wanted(brief))) {
                wrong.add(brief.path("brief").asText() + "\n    drafts " + drafted + ", wanted " + wanted(brief));
            }
        }
        assertThat(wrong).isEmpty();
    }

    String drafted(String brief) {
        Rule draft = (Rule) new BriefReplies(taxonomy).metadata(brief).get("draft");
        List<String> all = draft.all().stream()
                .map(group -> groups(group.any()).toString())
                .distinct()
                .sorted()
                .toList();
        return all + " without " + groups(draft.none());
    }

    private static List<String> groups(List<Criterion> criteria) {
        return criteria.stream()
                .map(criterion -> group(((SignalCriterion) criterion).signal()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Ages, incomes and other signals as they are called, without the figures. */
    private static String group(String signal) {
        return GROUPS.getOrDefault(signal, signal.replaceAll("^demo_(age|income)_.*", "$1"));
    }

    static String wanted(JsonNode brief) {
        List<String> all = StreamSupport.stream(brief.path("all").spliterator(), false)
                .map(group -> named(group).toString())
                .distinct()
                .sorted()
                .toList();
        return all + " without " + named(brief.path("none"));
    }

    private static List<String> named(JsonNode groups) {
        return StreamSupport.stream(groups.spliterator(), false)
                .map(group -> group.asText().replaceAll("^(age|income) .*", "$1"))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> lines(Language language) throws IOException {
        String file = "/signal/structures-" + language.suffix() + ".jsonl";
        try (InputStream stream = BriefStructuresTest.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
