package dev.earshot.chat.agent;

import dev.earshot.audience.Rule;
import dev.earshot.chat.MessageRole;
import dev.earshot.chat.Regeneration;
import dev.earshot.common.TextSanitizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
public record AgentRequest(
        String conversationId,
        String messageId,
        String owner,
        String prompt,
        ConversationState standing,
        boolean watched,
        Optional<Regeneration> again,
        List<Said> earlier) {

    /** The rule as it stood before the prompt. */
    public Rule draft() {
        return standing.draft();
    }

    /** The same as if the draft had been this one. */
    public AgentRequest on(Rule draft) {
        ConversationState changed = new ConversationState(
                draft, standing.saved(), standing.intended(), standing.memory(), standing.messageId());
        return new AgentRequest(conversationId, messageId, owner, prompt, changed, watched, again, earlier);
    }

    /**
     * The prompt as the rules read it: its lines, since lists mean something, without blank ones and with single
     * blanks. Their patterns would take minutes over thousands of blanks.
     */
    public String words() {
        return TextSanitizer.lines(prompt)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** An earlier message. */
    public record Said(MessageRole role, String content) {}
}
