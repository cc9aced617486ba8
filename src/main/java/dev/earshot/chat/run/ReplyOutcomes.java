package dev.earshot.chat.run;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.ReplyMetadata;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What replies led to, for protocols that tell it at a reply's end. */
@Singleton
public class ReplyOutcomes {
    private static final String READ = """
            select conversation_id, status, metadata::text as metadata, (replay ->> 'totalReach')::bigint as size
            from message where id = $1
            """;

    private final Pool pool;

    ReplyOutcomes(Pool pool) {
        this.pool = pool;
    }

    /**
     * A reply that has ended.
     *
     * @param size how many customers fulfil the draft, where the reply proposed something
     * @param metadata absent if it failed or was stopped before it had any
     */
    public record Outcome(
            String conversationId,
            String messageId,
            MessageStatus status,
            Optional<Long> size,
            Optional<ReplyMetadata> metadata) {}

    /** Of a reply that has ended; of one whose conversation was deleted meanwhile, that it was interrupted. */
    public Uni<Outcome> of(String messageId) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(messageId))
                .map(rows -> rows.size() == 0
                        ? new Outcome("", messageId, MessageStatus.INTERRUPTED, Optional.empty(), Optional.empty())
                        : outcome(messageId, rows.iterator().next()));
    }

    private static Outcome outcome(String messageId, Row row) {
        return new Outcome(
                row.getString("conversation_id"),
                messageId,
                MessageStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getLong("size")),
                Optional.ofNullable(row.getString("metadata"))
                        .map(json -> Json.decodeValue(json, ReplyMetadata.class)));
    }
}
