package dev.earshot.chat.agent.draft;

import static dev.earshot.chat.agent.draft.RevisedDraft.after;
import static dev.earshot.chat.agent.draft.RevisedDraft.draft;
import static dev.earshot.chat.agent.draft.RevisedDraft.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SequenceCriterion;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers that a prompt leaves out by what they did. */
class ExcludedBehaviourTest {
    private static final Rule HIKERS = draft(List.of("int_hiking"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hikers excluding people who bought something in the last 30 days | P30D",
                "hikers, but not those who bought something last week | P7D",
                "hikers except anyone who has already bought an item | P0D",
                "son 30 günde satın alanlar hariç yürüyüş sevenler | P30D",
                "yürüyüş sevenler, ürün satın alan müşteriler hariç | P0D",
                "yürüyüş sevenler, ama son 7 günde sipariş verenler hariç | P7D",
            })
    void buyers_that_a_brief_leaves_out_are_not_asked_for(String said, Period within) {
        Rule rule = after(Rule.EMPTY, said);
        assertThat(wanted(rule)).contains("int_hiking").allMatch(id -> id.endsWith("hiking"));
        assertThat(rule.none()).containsExactly(done("ai_conversion_completed", within));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hikers except students and people who bought something",
                "hikers except people who bought something and students",
                "satın alanlar ve öğrenciler hariç yürüyüş sevenler",
            })
    void what_customers_did_may_be_one_of_several_exclusions(String said) {
        Rule rule = after(Rule.EMPTY, said);
        assertThat(wanted(rule)).allMatch(id -> id.endsWith("hiking"));
        assertThat(rule.none())
                .containsExactlyInAnyOrder(
                        Criterion.of("demo_student"), done("ai_conversion_completed", Criterion.EVER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hikers except people who saved an item but didn't buy",
                "yürüyüş sevenler, ürün kaydedip satın almayanlar hariç",
            })
    void deeds_that_count_only_together_are_excluded_together(String said) {
        Rule rule = after(Rule.EMPTY, said);
        assertThat(wanted(rule)).contains("int_hiking");
        assertThat(rule.none()).containsExactly(savedButNotBought());
    }

    @Test
    void an_order_to_exclude_takes_no_one_else_out() {
        assertThat(after(HIKERS, "exclude people who saved an item but didn't buy"))
                .isEqualTo(new Rule(HIKERS.all(), List.of(savedButNotBought())));
        assertThat(after(HIKERS, "exclude people who viewed items or saved them")
                        .none())
                .containsExactly(done("ai_result_viewed", Criterion.EVER), done("ai_item_saved", Criterion.EVER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exclude people who bought something and viewed items",
                "exclude students who bought something at least twice",
            })
    void an_exclusion_that_no_rule_can_say_is_noted_and_not_made(String said) {
        DraftRevision revision = revision(HIKERS, said);
        assertThat(revision.draft().all()).isEqualTo(HIKERS.all());
        assertThat(revision.draft().none()).noneMatch(EventCriterion.class::isInstance);
        assertThat(revision.notes()).hasSize(1);
    }

    @Test
    void leaving_out_who_did_not_do_it_asks_for_those_who_did() {
        assertThat(after(HIKERS, "exclude people who haven't saved anything").all())
                .contains(new Rule.Group(List.of(done("ai_item_saved", Criterion.EVER))));
    }

    private static List<String> wanted(Rule rule) {
        return rule.all().stream()
                .flatMap(group -> group.any().stream())
                .map(Criterion::signal)
                .toList();
    }

    private static Criterion done(String event, Period within) {
        return new EventCriterion(event, within, 1, Map.of());
    }

    private static Criterion savedButNotBought() {
        return new SequenceCriterion(List.of(
                new SequenceCriterion.Step("ai_item_saved", null, Criterion.EVER, Map.of()),
                new SequenceCriterion.Step(
                        null,
                        new SequenceCriterion.Happening("ai_conversion_completed", Map.of()),
                        Criterion.EVER,
                        Map.of())));
    }
}
