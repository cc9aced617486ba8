package dev.earshot.chat.run;

import dev.earshot.chat.MessageStatus;
import dev.earshot.common.CoalescedTask;
import dev.earshot.postgres.FailureLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** A reply read from the log: first all of it, then what is new whenever there may be something. */
final class FollowedReply {
    private static final Logger LOG = Logger.getLogger(FollowedReply.class);
    private static final FailureLog FAILURES =
            FailureLog.warnings(LOG, "A reply could not be read; the next poll will retry");

    private final String messageId;
    private final RunLog log;
    private final ReplyEvents reply;
    private final CoalescedTask reading;
    private final List<UniEmitter<? super ReplyEvents>> waiting = new ArrayList<>();
    private boolean read;
    private int viewers;

    FollowedReply(String messageId, RunLog log) {
        this.messageId = messageId;
        this.log = log;
        reply = new ReplyEvents(messageId);
        reading = new CoalescedTask(this::readOn, FAILURES::failed);
    }

    synchronized void join() {
        viewers++;
    }

    /** Whether it has no viewers left. */
    synchronized boolean leave() {
        return --viewers == 0;
    }

    /** The reply, once the log's current content has been read. */
    Uni<ReplyEvents> whenRead() {
        return Uni.createFrom().emitter(viewer -> {
            if (isReadOrWaits(viewer)) {
                viewer.complete(reply);
            } else {
                read();
            }
        });
    }

    private synchronized boolean isReadOrWaits(UniEmitter<? super ReplyEvents> viewer) {
        return read || !waiting.add(viewer);
    }

    void read() {
        reading.request();
    }

    private Uni<Void> readOn() {
        return reply.hasEnded()
                ? Uni.createFrom().voidItem()
                : log.read(messageId, reply.size()).invoke(this::add).replaceWithVoid();
    }

    private void add(RunLog.Logged logged) {
        reply.add(logged.frames());
        if (!logged.streaming() && !reply.hasEnded()) {
            // Its message or its log was deleted while it had viewers.
            reply.add(StreamFrame.end(messageId, MessageStatus.INTERRUPTED));
        }
        firstRead().forEach(viewer -> viewer.complete(reply));
    }

    private synchronized List<UniEmitter<? super ReplyEvents>> firstRead() {
        read = true;
        List<UniEmitter<? super ReplyEvents>> viewers = List.copyOf(waiting);
        waiting.clear();
        return viewers;
    }
}
