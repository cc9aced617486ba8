package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Says whether the draft is saved and active. */
@Singleton
class AudienceState {
    private final Audiences audiences;

    AudienceState(Audiences audiences) {
        this.audiences = audiences;
    }

    Uni<DialogueAnswer> answer(DialogueQuestion asked) {
        DialogueAnswer unsaved = asked.answered(asked.said("state"));
        return asked.request()
                .standing()
                .saved()
                .map(saved -> audiences
                        .owned(asked.request().owner(), saved.id())
                        .map(audience -> asked.answered(text(asked, audience)))
                        .onFailure(AudienceState::isGone)
                        .recoverWithItem(unsaved))
                .orElseGet(() -> Uni.createFrom().item(unsaved));
    }

    private static String text(DialogueQuestion asked, Audience audience) {
        ReplyTexts texts = asked.texts();
        String state = texts.text(audience.active() ? "state.active" : "state.saved", audience.name());
        return audience.rule().equals(asked.draft()) ? state : state + " " + texts.text("state.changed");
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.kind() == ApiException.Kind.UNKNOWN;
    }
}
