package dev.earshot.conversation;

import dev.earshot.audience.Rule;

/** A piece of an agent's answer, in the order in which it is made. */
sealed interface Part {

    /** Some words. */
    record Text(String chunk) implements Part {}

    /** The signals that the answer proposes, and the draft rule as it stands now; after the words, at most once. */
    record Proposal(Suggestions suggestions, Rule draft) implements Part {}
}
