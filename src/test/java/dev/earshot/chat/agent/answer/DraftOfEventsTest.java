package dev.earshot.chat.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.StarterTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a draft that asks for events. */
class DraftOfEventsTest {
    private static final Rule SAVED =
            new Rule(List.of(new Rule.Group(List.of(done("ai_item_saved")))), List.of(done("ai_conversion_completed")));

    @Test
    void events_are_explained_like_signals() {
        assertThat(DraftExplanation.answer(asked(SAVED)).text().lines().toList())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("- “saved an item”: it came"))
                .anyMatch(line -> line.endsWith(": left out, as you asked"));
    }

    @Test
    void events_have_a_name_beside_signals() {
        Rule hikers = new Rule(List.of(new Rule.Group(List.of(Criterion.of("int_hiking")))), List.of());
        assertThat(asked(SAVED).wording(SAVED)).isEqualTo("“saved an item”");
        assertThat(asked(SAVED)
                        .wording(new Rule(
                                List.of(SAVED.all().get(0), hikers.all().get(0)), List.of())))
                .isEqualTo(asked(SAVED).wording(hikers) + " + “saved an item”");
    }

    private static Criterion done(String event) {
        return new EventCriterion(event, Criterion.EVER, 1, Map.of());
    }

    private static DialogueQuestion asked(Rule draft) {
        ConversationState standing =
                new ConversationState(draft, Optional.empty(), Optional.empty(), DialogueMemory.NOTHING, "msg_1");
        AgentRequest request =
                new AgentRequest("conv_1", "msg_2", "ann", "", standing, false, Optional.empty(), List.of());
        return new DialogueQuestion(
                request,
                new DialogueAct(ActKind.QUESTION, "", "", false),
                Language.EN,
                draft,
                DialogueMemory.NOTHING,
                new TaxonomyIndex(1, StarterTaxonomy.load()));
    }
}
