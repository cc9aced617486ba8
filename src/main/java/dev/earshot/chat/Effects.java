package dev.earshot.chat;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Applies a reply's effect and records it with the reply's message, in one transaction. Either both are stored,
 * whatever happens to the reply, its replica or the commit's answer, or neither.
 */
@Singleton
public class Effects {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Held until the effect is recorded: a reply that is stopped or taken over ends before or after that. */
    private static final String OPEN = """
            select effect::text as effect from message where id = $1 and status = 'STREAMING' and runner = $2
            for no key update""";

    private static final String RECORD = "update message set effect = $2::text::jsonb where id = $1";

    private static final String RECORDED = "select effect::text as effect from message where id = $1";

    private final Pool pool;
    private final Replica replica;

    Effects(Pool pool, Replica replica) {
        this.pool = pool;
        this.replica = replica;
    }

    /**
     * Applies it unless this reply has done so already, which may be known only from the record. An ended reply has no
     * effect.
     */
    public Uni<Effect> once(String messageId, Function<SqlConnection, Uni<Effect>> act) {
        return pool.withTransaction(transaction -> open(transaction, messageId)
                        .chain(known -> known.map(effect -> Uni.createFrom().item(effect))
                                .orElseGet(() ->
                                        act.apply(transaction).call(effect -> record(transaction, messageId, effect)))))
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure(failure -> !(failure instanceof ApiException))
                .recoverWithUni(failure -> recorded(messageId, failure));
    }

    private Uni<Optional<Effect>> open(SqlConnection transaction, String messageId) {
        return transaction
                .preparedQuery(OPEN)
                .execute(Tuple.of(messageId, replica.id()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new IllegalStateException(
                                "Reply " + messageId + " has ended; its effects are no longer applied");
                    }
                    return effect(rows);
                });
    }

    private static Uni<Void> record(SqlConnection transaction, String messageId, Effect effect) {
        return transaction
                .preparedQuery(RECORD)
                .execute(Tuple.of(messageId, Json.encode(effect)))
                .replaceWithVoid();
    }

    /** The answer to a commit can be lost. */
    private Uni<Effect> recorded(String messageId, Throwable failure) {
        return pool.preparedQuery(RECORDED)
                .execute(Tuple.of(messageId))
                .map(rows -> effect(rows).orElseThrow(() -> new IllegalStateException("Not done", failure)));
    }

    private static Optional<Effect> effect(RowSet<Row> rows) {
        return RowStream.of(rows)
                .map(row -> row.getString("effect"))
                .filter(json -> json != null)
                .map(json -> Json.decodeValue(json, Effect.class))
                .findFirst();
    }
}
