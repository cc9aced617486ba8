package dev.earshot.chat.agent.draft;

import static dev.earshot.chat.agent.draft.RevisedDraft.after;
import static dev.earshot.chat.agent.draft.RevisedDraft.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alternatives that a draft has already. */
class DraftJointsTest {
    @ParameterizedTest
    @ValueSource(strings = {"veya yürüyüş sevenler", "ya da yürüyüş sevenler", "or hiking", "alternatively hiking"})
    void an_alternative_that_the_draft_has_leaves_it_as_it_is(String said) {
        for (Rule draft : List.of(
                draft(List.of("int_hiking")),
                draft(List.of("int_hiking"), List.of("loc_az")),
                draft(List.of("int_hiking", "int_golf"), List.of("loc_az")))) {
            assertThat(after(draft, said).criteria())
                    .containsAll(draft.criteria().toList());
        }
    }

    @Test
    void conditions_joined_as_alternatives_stay_where_the_first_one_contains_the_second() {
        assertThat(after(draft(List.of("int_hiking", "int_golf"), List.of("int_golf")), "either is fine")
                        .criteria())
                .isNotEmpty();
    }
}
