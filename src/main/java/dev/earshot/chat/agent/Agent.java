package dev.earshot.chat.agent;

import io.smallrye.mutiny.Multi;

/** Answers planners. There are two: one works by rules, one asks a model. */
public interface Agent {

    /** The answer to a prompt. Cancelling it ends everything that is under way for it. */
    Multi<ReplyPart> answer(AgentRequest request);
}
