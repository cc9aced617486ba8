package dev.earshot.conversation;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;

/** A reply on the wire: its frames, a comment where what had been said before ends, and a comment every so often. */
@ApplicationScoped
class EventStream {
    private static final Sse SSE = new SseImpl();
    private static final OutboundSseEvent LIVE = comment("live");
    private static final OutboundSseEvent HEARTBEAT = comment("heartbeat");
    private static final OutboundSseEvent END = comment("end");

    private final Followers followers;
    private final ChatConfig config;

    EventStream(Followers followers, ChatConfig config) {
        this.followers = followers;
        this.config = config;
    }

    /** The reply after frame {@code n}, until it ends. A viewer who leaves changes nothing for it. */
    Multi<OutboundSseEvent> of(String messageId, int n) {
        return followers.view(messageId, reply -> events(messageId, reply, n)).plug(this::withHeartbeats);
    }

    private static Multi<OutboundSseEvent> events(String messageId, Reply reply, int n) {
        return frames(reply, n).map(step -> step.frame() == null ? LIVE : event(messageId, step.frame()));
    }

    /** A frame, or the mark where replay ends. */
    private record Step(Frame frame) {}

    private static Multi<Step> frames(Reply reply, int n) {
        if (reply.hasEnded()) {
            return reply.after(n).map(Step::new);
        }
        int known = Math.max(n, reply.size());
        Multi<Step> replay = known == n
                ? Multi.createFrom().empty()
                : reply.after(n).select().first(known - n).map(Step::new);
        Multi<Step> live = Multi.createFrom().deferred(() -> reply.after(known)).map(Step::new);
        return Multi.createBy()
                .concatenating()
                .streams(replay, Multi.createFrom().item(new Step(null)), live);
    }

    /** One request at a time goes upstream, so that a slow viewer isn't buffered for; a heartbeat that finds no room is left out. */
    private Multi<OutboundSseEvent> withHeartbeats(Multi<OutboundSseEvent> events) {
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .startingAfter(config.heartbeat())
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> HEARTBEAT);
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(events.onCompletion().continueWith(END), beats)
                .select()
                .first(event -> event != END);
    }

    /** The space after the colon is not needed by the standard, but there are front ends that look for {@code "data: "}. */
    private static OutboundSseEvent event(String messageId, Frame frame) {
        return SSE.newEventBuilder()
                .id(" " + messageId + "/" + frame.n())
                .data(String.class, " " + frame.json())
                .build();
    }

    private static OutboundSseEvent comment(String text) {
        return SSE.newEventBuilder().comment(" " + text).build();
    }
}
