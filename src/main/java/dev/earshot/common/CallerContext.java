package dev.earshot.common;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The Vert.x context of a caller whose answer is made elsewhere. Identity, request scope and log context belong to it,
 * so the answer is delivered there.
 *
 * @param context {@code null} for callers outside Vert.x, which get the answer on any thread
 */
public record CallerContext(Context context) {

    public static CallerContext here() {
        return new CallerContext(Vertx.currentContext());
    }

    /** One answer for many callers, delivered to each on its own context instead of the first one's. */
    public static <T> Uni<T> answerEach(Uni<T> shared) {
        return Uni.createFrom().emitter(caller -> {
            CallerContext origin = here();
            Cancellable waiting = shared.subscribe()
                    .with(
                            answer -> origin.tell(() -> caller.complete(answer)),
                            failure -> origin.tell(() -> caller.fail(failure)));
            caller.onTermination(waiting::cancel);
        });
    }

    /** The result of work that takes too long for an event loop: done by a worker, answered on the caller's context. */
    public static <T> Uni<T> byWorker(Supplier<T> work) {
        return answerEach(Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /**
     * Workers for what takes long. What is asked for from there is answered on the caller's thread, in a context
     * without anything of the request, which may be over by then.
     */
    public Executor workers() {
        if (context == null) {
            return Infrastructure.getDefaultWorkerPool();
        }
        Context own = VertxContext.createNewDuplicatedContext(VertxContext.getRootContext(context));
        return work -> own.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    public void tell(Runnable answer) {
        if (context == null || context == Vertx.currentContext()) {
            answer.run();
        } else {
            context.runOnContext(nothing -> answer.run());
        }
    }
}
