package dev.earshot.chat.agent.rules;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text as somebody would write it: one word after the other, each with the space that follows. */
final class WordByWord {
    private static final Pattern WORD = Pattern.compile("\\S*\\s*");

    private WordByWord() {}

    /**
     * The first word comes at once, and the end a pause after the last one.
     *
     * @param hurried whether the rest should come in one piece
     */
    static Multi<String> of(String text, Duration pause, BooleanSupplier hurried) {
        Stream<String> words =
                WORD.matcher(text).results().map(MatchResult::group).filter(word -> !word.isEmpty());
        return pause.isZero() ? Multi.createFrom().items(words) : paced(words.iterator(), pause, hurried);
    }

    private static Multi<String> paced(Iterator<String> words, Duration pause, BooleanSupplier hurried) {
        return Multi.createFrom()
                .ticks()
                .every(pause)
                .onOverflow()
                .drop()
                .select()
                .first(tick -> words.hasNext())
                .map(tick -> hurried.getAsBoolean() ? rest(words) : words.next());
    }

    private static String rest(Iterator<String> words) {
        StringBuilder rest = new StringBuilder();
        words.forEachRemaining(rest::append);
        return rest.toString();
    }
}
