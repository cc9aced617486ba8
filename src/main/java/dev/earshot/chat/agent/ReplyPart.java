package dev.earshot.chat.agent;

import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory;
import dev.earshot.chat.PendingAction;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.SavedAudience;
import dev.earshot.chat.Suggestions;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** A piece of an agent's answer, in the order in which it is made. */
public sealed interface ReplyPart {

    /** Some words. */
    record Text(String chunk) implements ReplyPart {}

    /**
     * The signals that the answer proposes, and the draft rule as it stands now; after the words, at most once.
     *
     * @param unused words of the prompt that nothing was made of
     * @param saved the audience that the draft has just been saved as
     * @param intended what is done if the planner now says yes
     * @param memory what is remembered from now on; empty for what was, and the draft that was
     */
    record Proposal(
            Suggestions suggestions,
            Rule draft,
            List<String> unused,
            Optional<SavedAudience> saved,
            Optional<PendingAction> intended,
            Optional<DialogueMemory> memory)
            implements ReplyPart {

        /** Of an answer that did nothing and intends nothing. */
        public Proposal(Suggestions suggestions, Rule draft) {
            this(suggestions, draft, List.of());
        }

        /** The same, of a prompt some of whose words were not used. */
        public Proposal(Suggestions suggestions, Rule draft, List<String> unused) {
            this(suggestions, draft, unused, Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Proposal after(Optional<SavedAudience> nowSaved, Optional<PendingAction> nowIntended) {
            return new Proposal(suggestions, draft, unused, nowSaved, nowIntended, memory);
        }

        public Proposal remembering(DialogueMemory nowRemembered) {
            return new Proposal(suggestions, draft, unused, saved, intended, Optional.of(nowRemembered));
        }

        /** What is kept of it with the reply to this request. */
        public ReplyMetadata metadata(AgentRequest request) {
            return new ReplyMetadata(
                    suggestions.signals(),
                    draft,
                    unused,
                    saved.or(request.standing()::saved).orElse(null),
                    intended.orElse(null),
                    memory.orElseGet(() -> request.standing().memory().changed(request.draft(), draft)));
        }
    }

    /**
     * Something that is done once it is subscribed to, with what is then said of it. It is done to its end even if the
     * reply is stopped meanwhile.
     */
    record Act(Uni<List<ReplyPart>> done) implements ReplyPart {}
}
