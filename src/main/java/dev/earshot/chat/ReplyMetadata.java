package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.audience.Rule;
import java.util.List;

/**
 * What a reply holds besides its text.
 *
 * @param suggestedSignals the signals that this reply proposed
 * @param draft the rule after this reply
 * @param unused words of the prompt that no signal stands for
 * @param audience the audience that the conversation's draft was saved as; absent before
 * @param confirm what the agent will do if the next prompt says yes; absent if it asked nothing
 * @param memory what the agent remembers of the conversation; absent in old replies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyMetadata(
        List<SuggestedSignal> suggestedSignals,
        Rule draft,
        List<String> unused,
        SavedAudience audience,
        PendingAction confirm,
        DialogueMemory memory) {

    public ReplyMetadata {
        unused = unused == null ? List.of() : List.copyOf(unused);
    }

    /** Of a reply that saved nothing and asked nothing. */
    public ReplyMetadata(List<SuggestedSignal> suggestedSignals, Rule draft) {
        this(suggestedSignals, draft, List.of(), null, null, null);
    }
}
