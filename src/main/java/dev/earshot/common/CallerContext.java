package dev.earshot.common;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Where somebody asked for something that is answered elsewhere: their identity, request scope and log context are there, so that is where they
 * are told.
 *
 * @param context {@code null} when they asked from outside of Vert.x, who are told wherever the answer comes
 */
public record CallerContext(Context context) {

    public static CallerContext here() {
        return new CallerContext(Vertx.currentContext());
    }

    /** One answer for many callers, which each of them gets on its own context and not on that of the first one. */
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

    public void tell(Runnable answer) {
        if (context == null || context == Vertx.currentContext()) {
            answer.run();
        } else {
            context.runOnContext(nothing -> answer.run());
        }
    }
}
