package dev.earshot.chat.agent.draft;

import static dev.earshot.chat.agent.draft.RevisedDraft.after;
import static dev.earshot.chat.agent.draft.RevisedDraft.ids;
import static dev.earshot.chat.agent.draft.RevisedDraft.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers did, as criteria of a draft. */
class BehaviourDraftTest {
    /** The same rule that the guide asks for by hand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "people who saved an item but didn't buy in the last week",
                "Customers who bookmarked something and have not purchased anything in the last 7 days",
                "everyone who has saved items but never ordered, last 7 days",
                "son 7 günde ürün kaydedip satın almayanlar",
                "Son bir haftada bir ürünü kaydeden ama satın almayan müşteriler",
            })
    void what_customers_did_and_did_not_do_is_read_with_its_time(String said) {
        assertThat(after(Rule.EMPTY, said))
                .isEqualTo(new Rule(
                        List.of(new Rule.Group(List.of(done("ai_item_saved", Period.ofDays(7), 1)))),
                        List.of(done("ai_conversion_completed", Period.ofDays(7), 1))));
    }

    @Test
    void what_customers_did_joins_signals_in_one_rule() {
        Rule rule = after(Rule.EMPTY, "golfers in Arizona who viewed an item at least twice in the last 30 days");
        assertThat(ids(rule)).contains("loc_az", "int_golf");
        assertThat(rule.criteria()).contains(done("ai_result_viewed", Period.ofDays(30), 2));
    }

    @Test
    void what_was_done_with_a_certain_thing_is_left_to_the_signals() {
        assertThat(after(Rule.EMPTY, "people who bought golf clubs").criteria())
                .noneMatch(EventCriterion.class::isInstance);
    }

    @Test
    void what_customers_did_is_dropped_and_its_time_changed_like_anything_else() {
        Rule saved = new Rule(List.of(new Rule.Group(List.of(done("ai_item_saved", Period.ofDays(7), 1)))), List.of());
        assertThat(after(saved, "make it 30 days").criteria())
                .containsExactly(done("ai_item_saved", Period.ofDays(30), 1));
        assertThat(after(saved, "women").criteria()).contains(done("ai_item_saved", Period.ofDays(7), 1));
    }

    @Test
    void what_customers_did_said_again_is_not_too_much() {
        Rule viewed = after(Rule.EMPTY, "people who viewed an item");
        DraftRevision again = revision(viewed, "people who viewed an item");
        assertThat(again.draft()).isEqualTo(viewed);
        assertThat(again.isFull()).isFalse();
    }

    private static Criterion done(String event, Period within, int atLeast) {
        return new EventCriterion(event, within, atLeast, Map.of());
    }
}
