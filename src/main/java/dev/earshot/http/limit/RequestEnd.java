package dev.earshot.http.limit;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives back what a request holds, once, however it ends. */
final class RequestEnd {
    private RequestEnd() {}

    /**
     * The end alone is not told of each request: where Quarkus cuts off a body of undeclared length that is too long,
     * it puts a handler of its own in the place of that of the end.
     *
     * @return the action, to be run earlier; it is run once
     */
    static Runnable of(RoutingContext context, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        };
        context.addBodyEndHandler(written -> once.run());
        context.addEndHandler(ended -> once.run());
        return once;
    }
}
