package dev.earshot.conversation;

import dev.earshot.Untrusted;
import dev.earshot.audience.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What an agent is given to answer.
 *
 * @param messageId the reply to be
 * @param owner the planner who says it
 * @param standing how things stood before the prompt
 * @param watched whether somebody reads along, and would rather see it grow than wait for it
 * @param again that the prompt was answered before, and what came of it; empty for a new prompt
 * @param earlier what was said before the prompt, oldest first; bounded
 */
record Turn(
        String conversationId,
        String messageId,
        String owner,
        String prompt,
        Standing standing,
        boolean watched,
        Optional<Again> again,
        List<Said> earlier) {

    /** The rule as it stood before the prompt. */
    Rule draft() {
        return standing.draft();
    }

    /** The prompt as the rules read it: on one line, with single blanks. Their patterns would take minutes over thousands of blanks. */
    String words() {
        return Untrusted.text(prompt, Prompt.LONGEST);
    }

    /** An earlier message. */
    record Said(Role role, String content) {}
}
