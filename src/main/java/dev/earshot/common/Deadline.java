package dev.earshot.common;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Limits how long a result is awaited, by a timer of the caller's own event loop.
 *
 * <p>Mutiny's {@code ifNoItem} hands its timer to the scheduler of the worker pool. That wakes another thread, mostly
 * for a result that came long before. Every tool call has three limits.
 */
public final class Deadline {
    private Deadline() {}

    /**
     * The work's item; or after this time a {@link TimeoutException} on the caller's context, and the work is
     * cancelled.
     */
    public static <T> Uni<T> within(Duration limit, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null
                    ? work.ifNoItem().after(limit).fail()
                    : Uni.createFrom().emitter(caller -> await(context.owner(), limit, work, caller));
        });
    }

    private static <T> void await(Vertx vertx, Duration limit, Uni<T> work, UniEmitter<? super T> caller) {
        long timer = vertx.setTimer(limit.toMillis(), late -> caller.fail(new TimeoutException()));
        Cancellable working = work.subscribe().with(caller::complete, caller::fail);
        caller.onTermination(() -> {
            vertx.cancelTimer(timer);
            working.cancel();
        });
    }
}
