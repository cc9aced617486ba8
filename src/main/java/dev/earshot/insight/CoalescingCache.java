package dev.earshot.insight;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.earshot.common.CallerContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Answers that stay valid for a while. Concurrent requests for the same key share one answer, and its failure.
 *
 * <p>An answer is awaited to its end even if all requesters have given up: it is in time for the next one.
 *
 * <p>The framework's cache cleans up on threads of its own after each entry. Every tool call makes one, and waking such
 * a thread costs more than the cleaning.
 */
@RegisterForReflection(
        // Caffeine finds both by names that it puts together from what the cache is to do.
        classNames = {"com.github.benmanes.caffeine.cache.SSMWW", "com.github.benmanes.caffeine.cache.PSWMW"})
final class CoalescingCache<K, V> {
    private final AsyncCache<K, V> answers;

    /**
     * @param most a bound on memory: the weight of all entries
     * @param weight of an entry; about as many times some hundred bytes
     */
    CoalescingCache(Duration goodFor, int most, ToIntFunction<V> weight) {
        answers = Caffeine.newBuilder()
                .expireAfterWrite(goodFor)
                .maximumWeight(most)
                .weigher((K key, V answer) -> weight.applyAsInt(answer))
                .executor(Runnable::run)
                .buildAsync();
    }

    /** The answer that is kept, or that to this question. */
    Uni<V> to(K key, Function<K, Uni<V>> question) {
        return Uni.createFrom().emitter(caller -> {
            CallerContext origin = CallerContext.here();
            CompletableFuture<V> answer =
                    answers.get(key, (asked, executor) -> question.apply(asked).subscribeAsCompletionStage());
            // whenComplete would wrap each failure once more, and every call has two while Insightarc fails.
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
