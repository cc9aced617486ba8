package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.postgres.PgNotifications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Replies that have viewers here and are made elsewhere, or are complete: read from the log, one copy for all viewers,
 * as long as there are any.
 */
@ApplicationScoped
public class ReplyFollowers {
    private static final Logger LOG = Logger.getLogger(ReplyFollowers.class);

    private final Map<String, FollowedReply> followed = new ConcurrentHashMap<>();
    private final RunRegistry registry;
    private final RunLog log;
    private final PgNotifications notifications;
    private final ChatConfig config;
    private Cancellable polls = () -> {};

    ReplyFollowers(RunRegistry registry, RunLog log, PgNotifications notifications, ChatConfig config) {
        this.registry = registry;
        this.log = log;
        this.notifications = notifications;
        this.config = config;
    }

    void start(@Observes StartupEvent startup) {
        notifications.hear(RunLog.CHANNEL, this::readAgain);
        polls = Multi.createFrom()
                .ticks()
                .every(config.poll())
                .onOverflow()
                .drop()
                .subscribe()
                .with(
                        tick -> followed.values().forEach(FollowedReply::read),
                        e -> LOG.error("Polling of followed replies stopped", e));
    }

    void stop(@Observes ShutdownEvent shutdown) {
        polls.cancel();
    }

    /**
     * A reply with a viewer.
     *
     * @param reply comes as soon as its current content is known here
     * @param leave to be called once, when the viewer leaves
     */
    public record Sight(Uni<ReplyEvents> reply, Runnable leave) {}

    /** Looks at a reply, wherever it is or was made. */
    public Sight look(String messageId) {
        return registry.find(messageId)
                .map(run -> new Sight(Uni.createFrom().item(run.reply()), () -> {}))
                .orElseGet(() ->
                        new Sight(followed.compute(messageId, this::joined).whenRead(), () -> leave(messageId)));
    }

    /** Completes when a reply has ended. */
    Uni<Void> end(String messageId) {
        return Uni.createFrom().deferred(() -> {
            Sight sight = look(messageId);
            return sight.reply().chain(ReplyEvents::end).onTermination().invoke(sight.leave());
        });
    }

    private void leave(String messageId) {
        followed.computeIfPresent(messageId, (id, reply) -> reply.leave() ? null : reply);
    }

    private FollowedReply joined(String messageId, FollowedReply known) {
        FollowedReply reply = known == null ? new FollowedReply(messageId, log) : known;
        reply.join();
        return reply;
    }

    private void readAgain(String messageIds) {
        for (String id : messageIds.split(",")) {
            FollowedReply reply = followed.get(id);
            if (reply != null) {
                reply.read();
            }
        }
    }
}
