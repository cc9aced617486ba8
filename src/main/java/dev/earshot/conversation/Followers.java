package dev.earshot.conversation;

import dev.earshot.Notices;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Replies that are viewed here and made elsewhere, or made once: read from the log, one copy for all viewers, for as long as there are any. */
@ApplicationScoped
class Followers {
    private static final Logger LOG = Logger.getLogger(Followers.class);

    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final Running running;
    private final RunLog log;
    private final Notices notices;
    private final ChatConfig config;

    Followers(Running running, RunLog log, Notices notices, ChatConfig config) {
        this.running = running;
        this.log = log;
        this.notices = notices;
        this.config = config;
    }

    void start(@Observes StartupEvent startup) {
        notices.hear(RunLog.CHANNEL, this::look);
        Multi.createFrom()
                .ticks()
                .every(config.poll())
                .onOverflow()
                .drop()
                .subscribe()
                .with(
                        tick -> followed.values().forEach(Followed::read),
                        e -> LOG.error("Followed replies are no longer polled", e));
    }

    /** Shows a reply, wherever it is or was made. */
    <T> Multi<T> view(String messageId, Function<Reply, Multi<T>> walk) {
        return running.find(messageId)
                .map(run -> Multi.createFrom().deferred(() -> walk.apply(run.reply())))
                .orElseGet(() -> followed.compute(messageId, this::joined)
                        .whenRead()
                        .onItem()
                        .transformToMulti(walk)
                        .onTermination()
                        .invoke(() -> leave(messageId)));
    }

    private void leave(String messageId) {
        followed.computeIfPresent(messageId, (id, reply) -> reply.leave() ? null : reply);
    }

    private Followed joined(String messageId, Followed known) {
        Followed reply = known == null ? new Followed(messageId, log) : known;
        reply.join();
        return reply;
    }

    private void look(String messageIds) {
        for (String id : messageIds.split(",")) {
            Followed reply = followed.get(id);
            if (reply != null) {
                reply.read();
            }
        }
    }
}
