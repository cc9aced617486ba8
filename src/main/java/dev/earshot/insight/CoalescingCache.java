package dev.earshot.insight;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.earshot.common.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers that are good for a while. Who asks for the same while it is being asked for shares the answer; a failure is nobody's but theirs.
 *
 * <p>An answer is awaited to its end although all who asked for it have given up: it is in time for the next one.
 *
 * <p>Not the framework's cache, which cleans up on threads of its own after each entry: one is made at every call of a tool, and to wake such a
 * thread costs more than the cleaning.
 */
final class CoalescingCache<K, V> {
    private final AsyncCache<K, V> answers;

    /** @param most a bound on memory: an entry weighs some hundred bytes */
    CoalescingCache(Duration goodFor, int most) {
        answers = Caffeine.newBuilder()
                .expireAfterWrite(goodFor)
                .maximumSize(most)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** The answer that is kept, or that to this question. */
    Uni<V> to(K key, Function<K, Uni<V>> question) {
        return Uni.createFrom().emitter(caller -> {
            CallerContext origin = CallerContext.here();
            CompletableFuture<V> answer =
                    answers.get(key, (asked, executor) -> question.apply(asked).subscribeAsCompletionStage());
            // whenComplete would wrap each failure once more, and every call has two while Insightarc is unwell.
            answer.handle((known, failure) -> {
                origin.tell(() -> tell(caller, known, failure));
                return null;
            });
        });
    }

    private static <V> void tell(UniEmitter<? super V> caller, V known, Throwable failure) {
        if (failure == null) {
            caller.complete(known);
        } else {
            caller.fail(failure);
        }
    }
}
