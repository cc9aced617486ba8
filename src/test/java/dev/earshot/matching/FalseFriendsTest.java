package dev.earshot.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.StarterTaxonomy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words that are spelt alike in both languages, and mean something else in each. */
class FalseFriendsTest {
    private static List<String> found(List<Signal> taxonomy, String brief) {
        return new SignalMatcher(taxonomy)
                .match(brief).phrases().stream()
                        .flatMap(phrase -> phrase.suggestions().stream())
                        .map(suggestion -> suggestion.signal().id())
                        .toList();
    }

    @Test
    void a_keyword_in_one_language_is_left_out_of_the_other() {
        assertThat(found(StarterTaxonomy.load(), "kayak seven evliler"))
                .contains("int_skiing", "demo_married")
                .doesNotContain("int_watersports", "trans_watersports");
        assertThat(found(StarterTaxonomy.load(), "married people who like to kayak"))
                .contains("int_watersports", "demo_married")
                .doesNotContain("int_skiing", "trans_skiing");
    }

    @Test
    void a_keyword_of_a_signal_that_no_list_knows_is_of_both() {
        List<Signal> taxonomy = new ArrayList<>(StarterTaxonomy.load());
        taxonomy.add(new Signal(
                "uludag", "Uludağ Tatili", SignalType.INTEREST, List.of("Tatil", "Uludağ Tatili"), List.of("kayak")));

        assertThat(found(taxonomy, "kayak seven evliler")).contains("uludag");
        assertThat(found(taxonomy, "married people who like to kayak")).contains("uludag");
    }
}
