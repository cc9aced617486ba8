package dev.earshot.conversation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text as somebody would write it: one word after the other, each with the space that follows. */
final class WordByWord {
    private static final Pattern WORD = Pattern.compile("\\S*\\s*");

    private WordByWord() {}

    /** @param hurried whether the rest should come without pauses */
    static Multi<String> of(String text, Duration pause, BooleanSupplier hurried) {
        Multi<String> words = Multi.createFrom()
                .items(WORD.matcher(text).results().map(MatchResult::group).filter(word -> !word.isEmpty()));
        return pause.isZero()
                ? words
                : words.onItem()
                        .transformToUniAndConcatenate(word -> hurried.getAsBoolean()
                                ? Uni.createFrom().item(word)
                                : Uni.createFrom().item(word).onItem().delayIt().by(pause));
    }
}
