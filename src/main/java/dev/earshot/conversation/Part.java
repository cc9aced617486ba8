package dev.earshot.conversation;

import dev.earshot.audience.Rule;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** A piece of an agent's answer, in the order in which it is made. */
sealed interface Part {

    /** Some words. */
    record Text(String chunk) implements Part {}

    /**
     * The signals that the answer proposes, and the draft rule as it stands now; after the words, at most once.
     *
     * @param saved the audience that the draft has just been saved as
     * @param intended what is done if the planner now says yes
     */
    record Proposal(Suggestions suggestions, Rule draft, Optional<Saved> saved, Optional<Intended> intended)
            implements Part {

        /** Of an answer that did nothing and intends nothing. */
        Proposal(Suggestions suggestions, Rule draft) {
            this(suggestions, draft, Optional.empty(), Optional.empty());
        }

        Proposal after(Orders.Outcome outcome) {
            return new Proposal(suggestions, draft, outcome.saved(), outcome.intended());
        }

        /** What is kept of it with the reply to this turn. */
        Metadata metadata(Turn turn) {
            return new Metadata(
                    suggestions.signals(),
                    draft,
                    saved.or(turn.standing()::saved).orElse(null),
                    intended.orElse(null));
        }
    }

    /**
     * Something that is done once it is subscribed to, with what is then said of it. It is done to its end even if the
     * reply is stopped meanwhile.
     */
    record Act(Uni<List<Part>> done) implements Part {}
}
