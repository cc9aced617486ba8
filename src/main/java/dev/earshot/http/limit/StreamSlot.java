package dev.earshot.http.limit;

import io.vertx.ext.web.RoutingContext;

/** One of a caller's streams, until it ends. A writer that takes over the connection from its request releases it. */
public final class StreamSlot {
    private static final String KEY = StreamSlot.class.getName();
    private static final Runnable NOTHING = () -> {};

    private StreamSlot() {}

    /** Released when the request ends, or by the writer that took its connection over. */
    static void take(RoutingContext context, Runnable release) {
        context.put(KEY, RequestEnd.of(context, release));
    }

    /** Releases this request's stream, if it has one: to be run when the stream ends, however often. */
    public static Runnable of(RoutingContext context) {
        Runnable release = context.get(KEY);
        return release == null ? NOTHING : release;
    }
}
