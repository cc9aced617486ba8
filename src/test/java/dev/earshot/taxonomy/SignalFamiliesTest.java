package dev.earshot.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which signals a rule means by one. */
class SignalFamiliesTest {
    private final Signal outdoor = signal("outdoor", "Outdoor");
    private final Signal hiking = signal("hiking", "Outdoor", "Hiking");
    private final Signal boots = signal("boots", "Outdoor", "Hiking", "Boots");

    @Test
    void a_signal_stands_for_itself_and_all_below_it() {
        SignalFamilies families = new SignalFamilies(List.of(outdoor, hiking, boots), List.of());
        assertThat(families.of("outdoor")).containsExactlyInAnyOrder("outdoor", "hiking", "boots");
        assertThat(families.of("hiking")).containsExactlyInAnyOrder("hiking", "boots");
        assertThat(families.of("unknown")).containsExactly("unknown");
    }

    @Test
    void a_retired_tier_stands_for_what_was_below_it_wherever_that_has_gone() {
        SignalFamilies families = new SignalFamilies(
                List.of(signal("hiking", "Sports", "Hiking"), signal("new", "Outdoor", "New")),
                List.of(new RetiredSignal(outdoor, Optional.of(List.of("hiking", "boots")))));
        assertThat(families.of("outdoor")).containsExactlyInAnyOrder("outdoor", "hiking", "boots");
    }

    @Test
    void a_retired_tier_of_which_that_is_not_known_stands_for_what_is_below_its_path() {
        SignalFamilies families =
                new SignalFamilies(List.of(hiking, boots), List.of(new RetiredSignal(outdoor, Optional.empty())));
        assertThat(families.of("outdoor")).containsExactlyInAnyOrder("outdoor", "hiking", "boots");
    }

    @Test
    void a_tier_keeps_what_was_shown_of_a_retired_signal_below_it() {
        SignalFamilies families =
                new SignalFamilies(List.of(outdoor, hiking), List.of(new RetiredSignal(boots, Optional.of(List.of()))));
        assertThat(families.of("outdoor")).containsExactlyInAnyOrder("outdoor", "hiking", "boots");
        assertThat(families.of("hiking")).containsExactlyInAnyOrder("hiking", "boots");
    }

    @Test
    void a_customer_who_moved_does_not_stay_in_a_retired_place() {
        Signal oregon = place("loc_or", "USA", "Oregon");
        TaxonomyIndex taxonomy = new TaxonomyIndex(
                1,
                List.of(place("loc_us", "USA"), oregon),
                List.of(new RetiredSignal(place("loc_sf", "USA", "California", "San Francisco"), Optional.empty())));
        assertThat(taxonomy.alternatives(oregon)).containsExactly("loc_sf");
    }

    private static Signal signal(String id, String... path) {
        return new Signal(id, path[path.length - 1], SignalType.INTEREST, List.of(path), List.of());
    }

    private static Signal place(String id, String... path) {
        return new Signal(id, path[path.length - 1], SignalType.LOCATION, List.of(path), List.of());
    }
}
