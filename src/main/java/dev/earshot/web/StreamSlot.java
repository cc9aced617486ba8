package dev.earshot.web;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** A caller's place for one open stream, until it ends. A writer that takes a connection over from its request gives the place back itself. */
public final class StreamSlot {
    private static final String KEY = StreamSlot.class.getName();
    private static final Runnable NOTHING = () -> {};

    private StreamSlot() {}

    /** The place is given back when the request ends, or when who has taken it over says so. */
    static void take(RoutingContext context, Runnable giveBack) {
        AtomicBoolean given = new AtomicBoolean();
        Runnable once = () -> {
            if (!given.getAndSet(true)) {
                giveBack.run();
            }
        };
        context.put(KEY, once);
        context.addEndHandler(ended -> once.run());
    }

    /** What gives the place back that this request has, if it has one: to be run when its stream ends, however often. */
    public static Runnable of(RoutingContext context) {
        Runnable giveBack = context.get(KEY);
        return giveBack == null ? NOTHING : giveBack;
    }
}
