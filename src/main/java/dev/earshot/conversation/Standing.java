package dev.earshot.conversation;

import dev.earshot.audience.Rule;
import java.util.Optional;

/**
 * How things stand before a prompt.
 *
 * @param draft the rule so far
 * @param saved the audience that it was saved as, if it was
 * @param intended what the agent has asked to confirm, if nothing was said since
 * @param messageId the message in which it did; the same confirmation given twice is of one thing
 */
record Standing(Rule draft, Optional<Saved> saved, Optional<Intended> intended, String messageId) {
    static final Standing NOTHING = new Standing(Rule.EMPTY, Optional.empty(), Optional.empty(), "");

    static Standing of(String messageId, Metadata metadata) {
        return new Standing(
                metadata.draft(),
                Optional.ofNullable(metadata.audience()),
                Optional.ofNullable(metadata.confirm()),
                messageId);
    }

    /** The same with a draft that was changed by hand since: what the agent asked to confirm was about another one. */
    Standing edited(Rule rule) {
        return new Standing(rule, saved, Optional.empty(), messageId);
    }

    /** The same after something else was said, if only an answer that was stopped. */
    Standing withoutQuestion() {
        return new Standing(draft, saved, Optional.empty(), messageId);
    }
}
