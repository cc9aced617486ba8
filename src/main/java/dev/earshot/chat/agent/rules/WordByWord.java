package dev.earshot.chat.agent.rules;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
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
    static Multi<String> of(String text, Duration pause, BooleanSupplier hurried, Vertx vertx) {
        Stream<String> words =
                WORD.matcher(text).results().map(MatchResult::group).filter(word -> !word.isEmpty());
        return pause.isZero() ? Multi.createFrom().items(words) : paced(words.iterator(), pause, hurried, vertx);
    }

    /**
     * On a Vert.x timer, which shares the thread of the connection whose request asked. A scheduler's tick would wake
     * two more threads for each word.
     */
    private static Multi<String> paced(Iterator<String> words, Duration pause, BooleanSupplier hurried, Vertx vertx) {
        return Multi.createFrom().emitter(reader -> {
            sayNext(words, hurried, reader);
            long timer = vertx.setPeriodic(Math.max(1, pause.toMillis()), tick -> sayNext(words, hurried, reader));
            reader.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    private static void sayNext(Iterator<String> words, BooleanSupplier hurried, MultiEmitter<? super String> reader) {
        if (words.hasNext()) {
            reader.emit(hurried.getAsBoolean() ? rest(words) : words.next());
        } else {
            reader.complete();
        }
    }

    private static String rest(Iterator<String> words) {
        StringBuilder rest = new StringBuilder();
        words.forEachRemaining(rest::append);
        return rest.toString();
    }
}
