package dev.earshot.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StarterTaxonomyTest {
    private static final List<Signal> SIGNALS = StarterTaxonomy.load();

    @Test
    void no_two_signals_share_an_id_or_a_path() {
        assertThat(SIGNALS).hasSizeGreaterThan(250);
        assertThat(SIGNALS).extracting(Signal::id).doesNotHaveDuplicates();
        assertThat(SIGNALS).extracting(Signal::path).doesNotHaveDuplicates();
    }

    @Test
    void a_path_ends_with_the_signals_own_name() {
        assertThat(SIGNALS).allSatisfy(s -> assertThat(s.path()).last().isEqualTo(s.name()));
    }

    @Test
    void it_holds_all_states_and_all_provinces() {
        assertThat(SIGNALS)
                .filteredOn(s -> s.path().contains("United States") && s.path().size() == 4)
                .hasSize(51);
        assertThat(SIGNALS)
                .filteredOn(s -> s.path().contains("Türkiye") && s.path().size() == 4)
                .hasSize(81);
    }

    @Test
    void it_holds_the_signals_that_front_ends_know() {
        assertThat(SIGNALS).anySatisfy(s -> {
            assertThat(s.id()).isEqualTo("loc_ca");
            assertThat(s.name()).isEqualTo("California");
            assertThat(s.type().wireName()).isEqualTo("location");
        });
        assertThat(SIGNALS).anySatisfy(s -> {
            assertThat(s.id()).isEqualTo("trans_hiking");
            assertThat(s.name()).isEqualTo("Outdoor & Hiking");
            assertThat(s.type().wireName()).isEqualTo("transaction");
        });
    }
}
