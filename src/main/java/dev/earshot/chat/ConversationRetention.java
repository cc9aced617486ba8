package dev.earshot.chat;

import dev.earshot.postgres.retention.RetentionPolicy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Conversations that have long been idle, with all their messages, and the logs of replies that can't be resumed any
 * more.
 */
@Singleton
class ConversationRetention implements RetentionPolicy {
    /** Each takes its messages and their logs with it. */
    private static final int FEW = 100;

    /** Logs are few, because they are kept for hours; messages are many. */
    private static final String UNRESUMABLE = """
            exists (select from message m where m.id = run_log.message_id and m.created_at < $1
              and m.status <> 'STREAMING' offset 0)""";

    private final ChatConfig config;

    ConversationRetention(ChatConfig config) {
        this.config = config;
    }

    @Override
    public List<Rows> past(Instant now) {
        return List.of(
                new Rows("run_log", UNRESUMABLE, now.minus(config.logKept())),
                new Rows("conversation", "updated_at < $1", now.minus(config.keepConversations()), FEW));
    }
}
