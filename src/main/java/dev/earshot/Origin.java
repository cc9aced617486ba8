package dev.earshot;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Where somebody asked for something that is answered elsewhere: their identity, request scope and log context are there, so that is where they
 * are told.
 *
 * @param context {@code null} when they asked from outside of Vert.x, who are told wherever the answer comes
 */
public record Origin(Context context) {

    public static Origin here() {
        return new Origin(Vertx.currentContext());
    }

    public void tell(Runnable answer) {
        if (context == null || context == Vertx.currentContext()) {
            answer.run();
        } else {
            context.runOnContext(nothing -> answer.run());
        }
    }
}
