package dev.earshot.conversation;

import dev.earshot.audience.Rule;
import java.util.List;

/**
 * What an agent is given to answer.
 *
 * @param messageId the reply to be
 * @param draft the rule as it stood before the prompt
 * @param earlier what was said before the prompt, oldest first; bounded
 */
record Turn(String conversationId, String messageId, String prompt, Rule draft, List<Said> earlier) {

    /** An earlier message. */
    record Said(Role role, String content) {}
}
