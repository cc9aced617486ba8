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

    @Test
    void each_deed_has_the_time_and_the_number_that_are_said_of_it() {
        assertThat(after(
                        Rule.EMPTY,
                        "people who saved an item in the last 7 days and haven't bought anything in the last 30 days"))
                .isEqualTo(rule(done("ai_item_saved", Period.ofDays(7), 1), bought(Period.ofDays(30))));
        assertThat(after(Rule.EMPTY, "son 7 günde ürün kaydeden ve son 30 günde satın almayanlar"))
                .isEqualTo(rule(done("ai_item_saved", Period.ofDays(7), 1), bought(Period.ofDays(30))));
        assertThat(after(Rule.EMPTY, "viewed items at least 3 times and bought something")
                        .criteria())
                .containsExactly(done("ai_result_viewed", Period.ZERO, 3), bought(Period.ZERO));
        assertThat(after(Rule.EMPTY, "people who saved an item more than 3 times")
                        .criteria())
                .containsExactly(done("ai_item_saved", Period.ZERO, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"people who saved an item or bought something", "ürün kaydeden veya satın alanlar"})
    void deeds_that_are_alternatives_are_one_condition(String said) {
        assertThat(after(Rule.EMPTY, said))
                .isEqualTo(new Rule(
                        List.of(new Rule.Group(List.of(done("ai_item_saved", Period.ZERO, 1), bought(Period.ZERO)))),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"people who haven't saved or bought anything", "people who didn't save or buy anything"})
    void of_deeds_that_were_not_done_neither_was(String said) {
        assertThat(after(Rule.EMPTY, said))
                .isEqualTo(new Rule(List.of(), List.of(done("ai_item_saved", Period.ZERO, 1), bought(Period.ZERO))));
    }

    @Test
    void an_alternative_of_what_was_done_and_what_was_not_is_noted_and_not_made() {
        DraftRevision revision = revision(Rule.EMPTY, "people who saved an item or didn't buy anything");
        assertThat(revision.draft()).isEqualTo(Rule.EMPTY);
        assertThat(revision.notes()).hasSize(1);
    }

    @Test
    void having_bought_nothing_is_not_having_bought() {
        assertThat(after(Rule.EMPTY, "people who bought nothing but saved an item"))
                .isEqualTo(rule(done("ai_item_saved", Period.ZERO, 1), bought(Period.ZERO)));
        assertThat(after(Rule.EMPTY, "customers who didn't buy anything in the last 30 days"))
                .isEqualTo(new Rule(List.of(), List.of(bought(Period.ofDays(30)))));
    }

    @Test
    void turkish_capitals_are_read_like_small_letters() {
        assertThat(after(Rule.EMPTY, "İnceleyip satın almayanlar"))
                .isEqualTo(rule(done("ai_result_viewed", Period.ZERO, 1), bought(Period.ZERO)));
        assertThat(after(Rule.EMPTY, "SİPARİŞ VEREN MÜŞTERİLER").criteria()).containsExactly(bought(Period.ZERO));
    }

    @Test
    void only_what_is_bought_can_be_not_taken() {
        assertThat(after(Rule.EMPTY, "ürün kaydeden ama bildirim almayanlar"))
                .isEqualTo(new Rule(
                        List.of(new Rule.Group(List.of(done("ai_item_saved", Period.ZERO, 1)))), List.of()));
        assertThat(after(Rule.EMPTY, "ürün kaydedip almayanlar").none()).containsExactly(bought(Period.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in the last 7 days", "make it the last 7 days", "only in the last week", "son 7 günde"})
    void what_customers_did_gets_a_time_later(String said) {
        Rule saved = after(Rule.EMPTY, "people who saved an item");
        assertThat(after(saved, said).criteria()).containsExactly(done("ai_item_saved", Period.ofDays(7), 1));
        assertThat(after(saved, "at least twice").criteria()).containsExactly(done("ai_item_saved", Period.ZERO, 2));
    }

    @Test
    void a_later_time_holds_for_what_was_not_done_as_well() {
        Rule saved = after(Rule.EMPTY, "people who saved an item but didn't buy in the last 7 days");
        assertThat(after(saved, "in the last 30 days"))
                .isEqualTo(rule(done("ai_item_saved", Period.ofDays(30), 1), bought(Period.ofDays(30))));
        Rule unbought = after(Rule.EMPTY, "customers who didn't buy anything");
        assertThat(after(unbought, "in the last 30 days").none()).containsExactly(bought(Period.ofDays(30)));
    }

    @Test
    void what_was_not_done_in_a_time_is_a_brief_of_its_own() {
        assertThat(after(Rule.EMPTY, "son 30 günde satın almayanlar"))
                .isEqualTo(new Rule(List.of(), List.of(bought(Period.ofDays(30)))));
    }

    @Test
    void what_customers_did_is_removed_by_the_words_that_brought_it() {
        Rule saved = after(Rule.EMPTY, "women who saved an item");
        assertThat(after(saved, "remove people who saved an item").criteria())
                .containsExactly(Criterion.of("demo_female"));
        assertThat(after(saved, "ürün kaydedenleri çıkar").criteria()).containsExactly(Criterion.of("demo_female"));
    }

    @Test
    void to_take_out_what_the_draft_does_not_ask_for_excludes_it() {
        Rule saved = after(Rule.EMPTY, "people who saved an item");
        assertThat(after(saved, "satın alanları çıkar"))
                .isEqualTo(rule(done("ai_item_saved", Period.ZERO, 1), bought(Period.ZERO)));
    }

    private static Rule rule(Criterion wanted, Criterion excluded) {
        return new Rule(List.of(new Rule.Group(List.of(wanted))), List.of(excluded));
    }

    private static Criterion bought(Period within) {
        return done("ai_conversion_completed", within, 1);
    }

    private static Criterion done(String event, Period within, int atLeast) {
        return new EventCriterion(event, within, atLeast, Map.of());
    }
}
