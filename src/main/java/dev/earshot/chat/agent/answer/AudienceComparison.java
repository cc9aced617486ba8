package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.AudienceSizer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Compares the draft with something else by size, or two things that are named. */
@Singleton
class AudienceComparison {
    private final AudienceSizer sizes;

    AudienceComparison(AudienceSizer sizes) {
        this.sizes = sizes;
    }

    Uni<DialogueAnswer> answer(DialogueQuestion asked) {
        String named = asked.act().other();
        Rule one = named.isBlank() ? asked.draft() : MatchedRule.of(asked.match(named));
        Rule other = MatchedRule.of(asked.match(asked.act().subject()));
        if (one.all().isEmpty() || other.all().isEmpty()) {
            String unknown = asked.act().subject();
            return said(
                    asked,
                    other.all().isEmpty() && !unknown.isBlank()
                            ? asked.texts().text("unknown", unknown)
                            : asked.texts().text("compare.none"));
        }
        return compared(asked, one, other)
                .map(text -> new DialogueAnswer(text, asked.memory().comparedWith(other)));
    }

    /** Which of the two that were compared last is larger. */
    Uni<DialogueAnswer> larger(DialogueQuestion asked) {
        Rule other = asked.memory().compared();
        return other == null || asked.draft().isEmpty()
                ? said(asked, asked.texts().text("compare.none"))
                : compared(asked, asked.draft(), other).map(asked::answered);
    }

    private Uni<String> compared(DialogueQuestion asked, Rule one, Rule other) {
        String first = asked.wording(one);
        String second = asked.wording(other);
        return sizes.overlap(one, other)
                .map(size -> asked.texts().text("compare", first, size.first(), second, size.second(), size.both())
                        + "\n" + verdict(asked, first, size.first(), second, size.second()));
    }

    private static String verdict(DialogueQuestion asked, String one, long left, String other, long right) {
        return left == right
                ? asked.texts().text("compare.same")
                : asked.texts().text("compare.larger", left > right ? one : other);
    }

    private static Uni<DialogueAnswer> said(DialogueQuestion asked, String text) {
        return Uni.createFrom().item(asked.answered(text));
    }
}
