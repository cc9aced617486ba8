package dev.earshot.chat.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReadingTest {
    private static final Rule HIKERS =
            new Rule(List.of(new Rule.Group(List.of(Criterion.of("int_hiking")))), List.of());

    /** In every version of Java: since 19, a boundary of words is one of ASCII words by itself. */
    @ParameterizedTest
    @CsvSource({
        "undo the last two changes, 2",
        "son iki değişikliği geri al, 2",
        "undo the last three changes, 3",
        "son üç değişikliği geri al, 3",
        "üç değişikliği geri al, 3",
        "undo, 1"
    })
    void as_many_changes_are_taken_back_as_the_planner_says(String prompt, int steps) {
        ConversationState standing =
                new ConversationState(HIKERS, Optional.empty(), Optional.empty(), DialogueMemory.NOTHING, "msg_1");
        AgentRequest request =
                new AgentRequest("conv_1", "msg_2", "ann", prompt, standing, false, Optional.empty(), List.of());
        assertThat(PromptReading.of(request).steps()).isEqualTo(steps);
    }
}
