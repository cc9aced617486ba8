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
            case GREETING,
                    THANKS,
                    PRAISE,
                    HELP,
                    TERM,
                    YES,
                    NO,
                    MAYBE,
                    NOT_YET,
                    OFF_TOPIC,
                    INJECTION,
                    QUESTION,
                    DEACTIVATE -> Uni.createFrom().item(() -> SmallTalk.answer(asked));
            // A draft that there is, its own description shows.
            case SHOW ->
                Uni.createFrom().item(() -> asked.answered(asked.texts().text("command.nodraft")));
            case SAVE,
                    RENAME,
                    ACTIVATE,
                    SMALLER,
                    BIGGER,
                    UNDO,
                    START_OVER,
                    REPLACE,
                    CONTRAST,
                    CHANGE,
                    WINDOW,
                    KEEP,
                    BRING_BACK,
                    ALL_OF,
                    ANY_OF,
                    ALTERNATIVE,
                    DENIAL,
                    TAKE,
                    ONLY,
                    EXCLUDE,
                    DROP,
                    ADD,
                    LIKEWISE,
                    BRIEF -> throw new IllegalArgumentException(asked.act().kind() + " changes something");
        };
    }
}
