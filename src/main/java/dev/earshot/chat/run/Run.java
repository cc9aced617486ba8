package dev.earshot.chat.run;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One reply being made on this replica, with or without viewers.
 *
 * <p>Words are shown as they come. The end is shown once the database has it, so that viewers never see a reply that is
 * then lost.
 */
final class Run {
    private static final Logger LOG = Logger.getLogger(Run.class);

    /** What the log lacks: frames from number {@code first} on, and how the reply ended, if it has. */
    record Slice(Run run, int first, List<String> frames, Optional<Ending> ending) {}

    /** How a reply ended and all that is kept of it; the metadata may be null. */
    record Ending(MessageStatus status, String content, ReplyMetadata metadata, ReplyReplay replay) {}

    private final AgentRequest request;
    private final Instant startedAt;
    private final int longest;
    private final Runnable whenEnded;
    private final ReplyEvents reply;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> chunks = new ArrayList<>();
    private final List<String> unlogged = new ArrayList<>();
    private int logged;
    private ReplyPart.Proposal proposal;
    private MessageStatus status = MessageStatus.STREAMING;
    private boolean acting;
    private Optional<MessageStatus> toEnd = Optional.empty();
    private Cancellable answer = () -> {};

    Run(AgentRequest request, Instant startedAt, int longest, Runnable whenEnded) {
        this.request = request;
        this.startedAt = startedAt;
        this.longest = longest;
        this.whenEnded = whenEnded;
        reply = new ReplyEvents(request.messageId());
    }

    String messageId() {
        return request.messageId();
    }

    String owner() {
        return request.owner();
    }

    ReplyEvents reply() {
        return reply;
    }

    Instant startedAt() {
        return startedAt;
    }

    void follow(Multi<ReplyPart> parts) {
        Cancellable subscription = parts.subscribe().with(this::say, this::fail, () -> end(MessageStatus.COMPLETE));
        synchronized (this) {
            answer = subscription;
        }
        if (hasEnded()) {
            subscription.cancel();
        }
    }

    private void fail(Throwable failure) {
        LOG.warnf(failure, "The agent failed in reply %s", messageId());
        end(MessageStatus.FAILED);
    }

    private void say(ReplyPart part) {
        if (part instanceof ReplyPart.Text words) {
            say(words.chunk());
        } else if (part instanceof ReplyPart.Proposal made) {
            synchronized (this) {
                proposal = made;
            }
        } else if (part instanceof ReplyPart.Act act) {
            perform(act);
        }
    }

    private void perform(ReplyPart.Act act) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            acting = true;
        }
        act.done().subscribe().with(this::performed, this::notPerformed);
    }

    private void performed(List<ReplyPart> parts) {
        parts.forEach(this::say);
        acted().ifPresent(this::end);
    }

    private void notPerformed(Throwable failure) {
        acted();
        fail(failure);
    }

    private synchronized Optional<MessageStatus> acted() {
        acting = false;
        return toEnd;
    }

    private void say(String chunk) {
        String frame = StreamFrame.chunk(chunk);
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            text.append(chunk);
            chunks.add(chunk.codePointCount(0, chunk.length()));
            unlogged.add(frame);
        }
        reply.add(frame);
        if (text.length() > longest) {
            LOG.warnf("Reply %s exceeded %d characters", messageId(), longest);
            end(MessageStatus.FAILED);
        }
    }

    /** Ends the reply in this way, unless it has ended already; an effect under way is completed and stated first. */
    void end(MessageStatus how) {
        Cancellable subscription;
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            if (acting) {
                toEnd = toEnd.or(() -> Optional.of(how));
                return;
            }
            status = how;
            if (how == MessageStatus.COMPLETE && proposal != null) {
                unlogged.add(StreamFrame.signals(proposal.suggestions()));
            }
            unlogged.add(StreamFrame.end(messageId(), how));
            subscription = answer;
        }
        subscription.cancel();
        whenEnded.run();
    }

    synchronized boolean hasEnded() {
        return status != MessageStatus.STREAMING;
    }

    synchronized Slice unlogged() {
        Optional<Ending> ending = hasEnded() ? Optional.of(ending()) : Optional.empty();
        return new Slice(this, logged + 1, List.copyOf(unlogged), ending);
    }

    private Ending ending() {
        boolean proposed = status == MessageStatus.COMPLETE && proposal != null;
        return new Ending(
                status,
                text.toString(),
                proposed ? proposal.metadata(request) : null,
                proposed ? ReplyReplay.of(chunks, proposal.suggestions()) : ReplyReplay.of(chunks));
    }

    /** The slice is in the log; its end may now be shown. */
    void logged(Slice slice) {
        synchronized (this) {
            unlogged.subList(0, slice.frames().size()).clear();
            logged += slice.frames().size();
        }
        slice.ending()
                .ifPresent(ending -> reply.add(slice.frames().stream()
                        .skip(Math.max(0, reply.size() - slice.first() + 1))
                        .toList()));
    }

    /** Another replica took this one for dead, or the conversation was deleted: the log is closed. */
    void lost() {
        synchronized (this) {
            status = MessageStatus.INTERRUPTED;
            unlogged.clear();
        }
        answer.cancel();
        reply.add(StreamFrame.end(messageId(), MessageStatus.INTERRUPTED));
    }
}
