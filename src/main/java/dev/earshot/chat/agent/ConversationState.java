package dev.earshot.chat.agent;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.PendingAction;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.SavedAudience;
import java.util.Optional;

/**
 * How things stand before a prompt.
 *
 * @param draft the rule so far
 * @param saved the audience that it was saved as, if it was
 * @param intended what the agent has asked to confirm, if nothing was said since
 * @param memory what else is remembered of it
 * @param messageId the message in which it did; the same confirmation given twice is of one thing
 */
public record ConversationState(
        Rule draft,
        Optional<SavedAudience> saved,
        Optional<PendingAction> intended,
        DialogueMemory memory,
        String messageId) {
    public static final ConversationState NOTHING =
            new ConversationState(Rule.EMPTY, Optional.empty(), Optional.empty(), DialogueMemory.NOTHING, "");

    public static ConversationState of(String messageId, ReplyMetadata metadata) {
        return new ConversationState(
                metadata.draft(),
                Optional.ofNullable(metadata.audience()),
                Optional.ofNullable(metadata.confirm()),
                Optional.ofNullable(metadata.memory()).orElse(DialogueMemory.NOTHING),
                messageId);
    }

    /** The same with a draft that was changed by hand since: what the agent asked to confirm was about another one. */
    public ConversationState edited(Rule rule) {
        return new ConversationState(rule, saved, Optional.empty(), memory.changed(draft, rule), messageId);
    }

    /** The same after something else was said, if only an answer that was stopped. */
    public ConversationState withoutQuestion() {
        return new ConversationState(draft, saved, Optional.empty(), memory, messageId);
    }
}
