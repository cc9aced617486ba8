package dev.earshot.chat.stream;

import dev.earshot.chat.run.ReplyEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * How a protocol carries a reply to one viewer, as server-sent events. A connection calls it on its own thread, so it
 * may remember what it has written.
 */
public interface StreamFormat {

    /** What stands before the first event. */
    Buffer opening();

    /** Events of a reply that goes on; the first call tells all that is known when the viewer comes. */
    Buffer events(ReplyEvents.News news);

    /** The last events. Fails if they can't be told, for example while the database is away. */
    Uni<Buffer> ending(ReplyEvents.News news);

    /** Asks the viewer to come again: this replica can't show the rest. */
    Buffer comeAgain();
}
