package dev.earshot.chat.agent.draft;

import static dev.earshot.chat.agent.draft.RevisedDraft.GOLF_IN_ARIZONA;
import static dev.earshot.chat.agent.draft.RevisedDraft.after;
import static dev.earshot.chat.agent.draft.RevisedDraft.draft;
import static dev.earshot.chat.agent.draft.RevisedDraft.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an order excludes, and what it brings back. */
class DraftExclusionsTest {
    @Test
    void what_was_excluded_comes_back() {
        Rule excluding = new Rule(GOLF_IN_ARIZONA.all(), List.of(Criterion.of("demo_student")));
        assertThat(after(excluding, "bring the students back")).isEqualTo(GOLF_IN_ARIZONA);
    }

    @Test
    void what_the_draft_does_not_hold_is_excluded_when_it_is_to_be_removed() {
        assertThat(after(GOLF_IN_ARIZONA, "remove students").none()).containsExactly(Criterion.of("demo_student"));
    }

    @Test
    void what_is_named_in_contrast_is_replaced_where_it_is_drafted_and_excluded_where_not() {
        assertThat(ids(after(GOLF_IN_ARIZONA, "not in Arizona, in Nevada")))
                .contains("loc_nv")
                .doesNotContain("loc_az");
        Rule contrasted = after(GOLF_IN_ARIZONA, "women, not students");
        assertThat(ids(contrasted)).contains("demo_female", "loc_az");
        assertThat(contrasted.none()).containsExactly(Criterion.of("demo_student"));
    }

    @Test
    void what_takes_the_place_of_an_exclusion_is_excluded() {
        Rule excluding = new Rule(GOLF_IN_ARIZONA.all(), List.of(Criterion.of("loc_tx")));
        Rule changed = after(excluding, "not Texas, Oklahoma");
        assertThat(changed.none()).containsExactly(Criterion.of("loc_ok"));
        assertThat(changed.all()).isEqualTo(GOLF_IN_ARIZONA.all());
    }

    @Test
    void what_is_wanted_after_all_is_no_longer_excluded_but_asked_for() {
        Rule draft = new Rule(draft(List.of("loc_co")).all(), List.of(Criterion.of("int_golf")));
        assertThat(ids(after(draft, "sorry, other way round: I want the golfers, don't exclude them")))
                .contains("loc_co", "int_golf");
        assertThat(after(draft, "sorry, other way round: I want the golfers, don't exclude them")
                        .none())
                .isEmpty();
    }

    @Test
    void what_is_merely_not_minded_is_not_excluded() {
        assertThat(after(GOLF_IN_ARIZONA, "never mind the student part")).isEqualTo(GOLF_IN_ARIZONA);
    }
}
