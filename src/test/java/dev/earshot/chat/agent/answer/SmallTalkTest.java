package dev.earshot.chat.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.chat.agent.act.DialogueAct;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallTalkTest {
    private static final Rule HIKERS =
            new Rule(List.of(new Rule.Group(List.of(Criterion.of("int_hiking")))), List.of());

    @ParameterizedTest
    @EnumSource(ActKind.class)
    void there_are_words_for_all_that_is_said_beside_a_draft(ActKind kind) {
        Stream.of(Language.values())
                .filter(language -> kind.isTalk() || kind == ActKind.DEACTIVATE)
                .forEach(language -> {
                    for (Rule draft : List.of(Rule.EMPTY, HIKERS)) {
                        assertThat(SmallTalk.answer(asked(kind, language, draft))
                                        .text())
                                .isNotBlank();
                    }
                });
    }

    private static DialogueQuestion asked(ActKind kind, Language language, Rule draft) {
        ConversationState standing =
                new ConversationState(draft, Optional.empty(), Optional.empty(), DialogueMemory.NOTHING, "msg_1");
        AgentRequest request =
                new AgentRequest("conv_1", "msg_2", "ann", "", standing, false, Optional.empty(), List.of());
        DialogueAct act = new DialogueAct(kind, "", "", false);
        return new DialogueQuestion(
                request, act, language, draft, DialogueMemory.NOTHING, new TaxonomyIndex(1, List.of(), List.of()));
    }
}
