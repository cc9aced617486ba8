package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Says how many customers match the draft, and how many of them match something else too. */
@Singleton
class DraftCount {
    private final AudienceSizer sizes;

    DraftCount(AudienceSizer sizes) {
        this.sizes = sizes;
    }

    Uni<DialogueAnswer> answer(DialogueQuestion asked) {
        Rule condition = asked.act().subject().isBlank()
                ? Rule.EMPTY
                : MatchedRule.of(asked.match(asked.act().subject()));
        Uni<String> said = asked.draft().isEmpty() ? ofAll(asked, condition) : ofDraft(asked, condition);
        return said.map(asked::answered);
    }

    private Uni<String> ofAll(DialogueQuestion asked, Rule condition) {
        return sizes.of(condition)
                .map(size -> condition.isEmpty()
                        ? asked.texts().text("count.universe", size.universe())
                        : asked.texts()
                                .counted(
                                        "count.topic",
                                        size.count(),
                                        size.count(),
                                        asked.names().of(condition)));
    }

    private Uni<String> ofDraft(DialogueQuestion asked, Rule condition) {
        Uni<String> whole = sizes.of(asked.draft()).map(size -> whole(asked, size));
        if (condition.isEmpty()) {
            return whole;
        }
        Rule both = MatchedRule.both(asked.draft(), condition);
        return whole.chain(text -> sizes.of(both).map(size -> text + "\n" + with(asked, size, condition)));
    }

    private static String whole(DialogueQuestion asked, Estimate size) {
        String text = asked.texts().counted("count", size.count(), size.count(), size.universe());
        return size.count() == 0 ? text : text + " " + asked.texts().text("count.share", share(asked, size));
    }

    private static String share(DialogueQuestion asked, Estimate size) {
        return asked.texts().percent(size.count() / (double) Math.max(1, size.universe()));
    }

    private static String with(DialogueQuestion asked, Estimate size, Rule condition) {
        return asked.texts()
                .counted("count.with", size.count(), size.count(), asked.names().of(condition));
    }
}
