package dev.earshot.chat.agent.draft;

import static dev.earshot.chat.agent.draft.RevisedDraft.GOLF_IN_ARIZONA;
import static dev.earshot.chat.agent.draft.RevisedDraft.after;
import static dev.earshot.chat.agent.draft.RevisedDraft.draft;
import static dev.earshot.chat.agent.draft.RevisedDraft.ids;
import static dev.earshot.chat.agent.draft.RevisedDraft.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What orders make of a draft. */
class DraftRevisionTest {
    @Test
    void what_was_meant_takes_the_place_of_what_is_of_the_same_kind() {
        assertThat(ids(after(GOLF_IN_ARIZONA, "no, I meant tennis")))
                .contains("loc_az")
                .doesNotContain("int_golf", "trans_golf")
                .anyMatch(id -> id.endsWith("_tennis"));
        assertThat(ids(after(GOLF_IN_ARIZONA, "make it Nevada")))
                .contains("loc_nv", "int_golf")
                .doesNotContain("loc_az");
    }

    @Test
    void alternatives_become_conditions_and_conditions_alternatives() {
        Rule either = draft(List.of("int_dogs", "trans_dogs", "int_cats", "trans_cats"), List.of("loc_me"));
        Rule both = draft(List.of("int_dogs", "trans_dogs"), List.of("int_cats", "trans_cats"), List.of("loc_me"));
        assertThat(after(either, "they must have both a dog and a cat")).isEqualTo(both);
        assertThat(after(either, "require both")).isEqualTo(both);
        assertThat(after(both, "either is fine")).isEqualTo(either);
        assertThat(after(draft(List.of("int_dogs", "trans_dogs")), "or cats").all())
                .singleElement()
                .satisfies(group ->
                        assertThat(group.any()).extracting(Criterion::signal).contains("int_dogs", "int_cats"));
    }

    @Test
    void an_alternative_that_the_draft_has_already_changes_nothing() {
        Rule hikers = draft(List.of("int_hiking"), List.of("loc_az"));
        assertThat(after(hikers, "veya yürüyüş sevenler")).isEqualTo(hikers);
        assertThat(after(GOLF_IN_ARIZONA, "or golfers")).isEqualTo(GOLF_IN_ARIZONA);
    }

    @Test
    void a_change_that_needs_more_conditions_than_a_rule_has_is_refused_whole() {
        Rule pets = full(List.of("int_dogs", "trans_dogs", "int_cats", "trans_cats"));
        Rule runners = full(List.of("int_running"));
        for (DraftRevision refused : List.of(
                revision(pets, "they must have both a dog and a cat"),
                revision(runners, "use female golfers instead of running"))) {
            assertThat(refused.draft()).isIn(pets, runners);
            assertThat(refused.notes()).singleElement().asString().contains("at most 20 conditions");
            assertThat(refused.isUnread()).isFalse();
        }
        assertThat(ids(after(runners, "use golf instead of running")))
                .contains("int_golf")
                .doesNotContain("int_running");
    }

    /** A draft with as many conditions as a rule may have, this one last. */
    private static Rule full(List<String> last) {
        List<Rule.Group> all = new ArrayList<>();
        for (int n = 1; n < Rule.MOST_GROUPS; n++) {
            all.add(new Rule.Group(List.of(new EventCriterion("ai_item_saved", Period.ofDays(n), n, Map.of()))));
        }
        all.addAll(draft(last).all());
        return new Rule(all, List.of());
    }

    @Test
    void an_order_names_everyday_words_outright() {
        assertThat(ids(after(GOLF_IN_ARIZONA, "use running instead of golf")))
                .contains("int_running")
                .doesNotContain("int_golf");
    }

    @Test
    void only_the_named_alternative_is_replaced() {
        Rule states = draft(List.of("loc_ca", "loc_nv"));
        assertThat(after(states, "replace California with Oregon").all())
                .singleElement()
                .satisfies(group -> assertThat(group.any())
                        .extracting(Criterion::signal)
                        .containsExactlyInAnyOrder("loc_nv", "loc_or"));
    }

    @Test
    void a_criterion_is_dropped_by_name_place_or_part() {
        assertThat(ids(after(GOLF_IN_ARIZONA, "drop Arizona"))).containsExactlyInAnyOrder("int_golf", "trans_golf");
        assertThat(ids(after(GOLF_IN_ARIZONA, "remove the first one"))).containsExactly("loc_az");
        assertThat(ids(after(GOLF_IN_ARIZONA, "drop the last one"))).doesNotContain("loc_az");
        assertThat(ids(after(GOLF_IN_ARIZONA, "forget about the location"))).doesNotContain("loc_az");
        Rule excluding = new Rule(GOLF_IN_ARIZONA.all(), List.of(Criterion.of("demo_student")));
        assertThat(after(excluding, "drop the exclusions")).isEqualTo(GOLF_IN_ARIZONA);
        assertThat(after(excluding, "don't exclude students")).isEqualTo(GOLF_IN_ARIZONA);
    }

    @Test
    void only_leaves_what_is_of_another_kind() {
        Rule sports = draft(List.of("int_tennis"), List.of("int_golf"), List.of("demo_male"));
        assertThat(ids(after(sports, "only tennis"))).containsExactly("int_tennis", "demo_male");
    }

    @Test
    void times_are_set_changed_and_dropped() {
        Rule coffee = draft(List.of("trans_coffee"));
        Rule timed = after(coffee, "in the last 30 days");
        assertThat(timed.all().get(0).any()).containsExactly(new SignalCriterion("trans_coffee", Period.ofDays(30), 1));
        Rule often = after(timed, "at least twice");
        assertThat(often.all().get(0).any()).containsExactly(new SignalCriterion("trans_coffee", Period.ofDays(30), 2));
        assertThat(after(after(often, "never mind the time limit"), "drop the frequency"))
                .isEqualTo(coffee);
    }

    @Test
    void several_places_are_alternatives_whichever_order_names_them() {
        for (String said : List.of("keep it to Ohio and Nevada", "make that Ohio & Nevada", "only Ohio or Nevada")) {
            assertThat(after(GOLF_IN_ARIZONA, said).all())
                    .as(said)
                    .anySatisfy(group -> assertThat(group.any())
                            .extracting(Criterion::signal)
                            .contains("loc_oh", "loc_nv"));
        }
    }

    @Test
    void two_traits_side_by_side_are_two_conditions() {
        assertThat(after(Rule.EMPTY, "home owners with kids").all()).hasSize(2);
        assertThat(after(Rule.EMPTY, "students and retirees").all()).hasSize(1);
    }

    @Test
    void a_part_of_the_draft_may_be_named_by_a_word_of_its_name() {
        Rule roles = draft(List.of("demo_executive", "demo_business_owner"), List.of("trans_software"));
        assertThat(ids(after(roles, "just the owners"))).containsExactly("demo_business_owner", "trans_software");
        Rule excluding = new Rule(GOLF_IN_ARIZONA.all(), List.of(Criterion.of("trans_evs"), Criterion.of("int_evs")));
        assertThat(after(excluding, "bring electric back")).isEqualTo(GOLF_IN_ARIZONA);
    }

    @Test
    void only_one_of_the_alternatives_leaves_all_other_conditions() {
        Rule draft =
                draft(List.of("demo_teacher", "demo_healthcare_worker"), List.of("demo_female"), List.of("int_golf"));
        assertThat(after(draft, "on second thought just teachers"))
                .isEqualTo(draft(List.of("demo_teacher"), List.of("demo_female"), List.of("int_golf")));
    }

    @Test
    void several_parts_are_dropped_at_once() {
        Rule draft = new Rule(
                draft(List.of("int_golf"), List.of("demo_income_100k"), List.of("loc_az"))
                        .all(),
                List.of(Criterion.of("demo_retired")));
        assertThat(after(draft, "lose the exclusion and the HHI"))
                .isEqualTo(draft(List.of("int_golf"), List.of("loc_az")));
        assertThat(after(draft, "drop the income, the location and golf")).isEqualTo(new Rule(List.of(), draft.none()));
    }

    @Test
    void only_with_something_new_narrows_and_drops_nothing() {
        Rule parents = draft(List.of("int_baby"), List.of("loc_oh"));
        assertThat(ids(after(parents, "only dads"))).contains("int_baby", "loc_oh", "demo_male");
    }

    @Test
    void orders_work_in_turkish_too() {
        assertThat(ids(after(GOLF_IN_ARIZONA, "golf yerine tenis olsun")))
                .contains("loc_az")
                .doesNotContain("int_golf");
        assertThat(after(GOLF_IN_ARIZONA, "öğrencileri çıkar").none()).containsExactly(Criterion.of("demo_student"));
        assertThat(ids(after(GOLF_IN_ARIZONA, "sadece kadınlar"))).contains("demo_female", "int_golf", "loc_az");
    }
}
