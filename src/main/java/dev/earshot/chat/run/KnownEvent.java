package dev.earshot.chat.run;

import io.vertx.core.buffer.Buffer;

/** One event of a reply, shared by all its viewers here: written out for our own stream, and read once for others. */
final class KnownEvent {
    private final Buffer encoded;
    /** Several viewers' threads may read it at the same time, and then they read the same. */
    private volatile ReplyEvent event;

    KnownEvent(Buffer encoded) {
        this.encoded = encoded;
    }

    Buffer encoded() {
        return encoded;
    }

    ReplyEvent read() {
        ReplyEvent known = event;
        if (known == null) {
            known = ReplyEvent.of(StreamFrame.of(encoded));
            event = known;
        }
        return known;
    }
}
