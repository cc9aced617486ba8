package dev.earshot.chat.agent.answer;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Answers what changes neither the draft nor an audience. */
@Singleton
public class DialogueAnswers {
    private final DraftCount counts;
    private final AudienceComparison comparison;
    private final AudienceListing audiences;
    private final AudienceState state;

    DialogueAnswers(DraftCount counts, AudienceComparison comparison, AudienceListing audiences, AudienceState state) {
        this.counts = counts;
        this.comparison = comparison;
        this.audiences = audiences;
        this.state = state;
    }

    public Uni<DialogueAnswer> answer(DialogueQuestion asked) {
        return switch (asked.act().kind()) {
            case COUNT -> counts.answer(asked);
            case COMPARE -> comparison.answer(asked);
            case LARGER -> comparison.larger(asked);
            case LIST -> audiences.answer(asked);
            case STATE -> state.answer(asked);
            case WHY -> Uni.createFrom().item(() -> DraftExplanation.answer(asked));
            case BROWSE, AND_FOR -> Uni.createFrom().item(() -> SignalBrowser.first(asked));
            case MORE -> Uni.createFrom().item(() -> SignalBrowser.next(asked));
            default -> Uni.createFrom().item(() -> SmallTalk.answer(asked));
        };
    }
}
