package dev.earshot.tool.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.customer.Session;
import dev.earshot.customer.Sessions;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.postgres.DatabaseConfig;
import dev.earshot.postgres.RowStream;
import dev.earshot.tool.call.ToolConfig;
import dev.earshot.tool.call.ToolSpans;
import dev.earshot.tool.idempotency.IdempotencyStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one place that records a call: session, call and events in one statement, and so in one transaction. Callers
 * answer after the commit.
 *
 * <p>A call whose answer is kept for retries carries a claim ({@link IdempotencyStore}). The same statement stores its
 * answer, and has no effect at all if the claim has gone.
 */
@Singleton
public class CallLedger {
    private static final int CALLS_OF_A_TRANSACTION = 100;
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final Pool pool;
    private final Sessions sessions;
    private final OutboxWriter outbox;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final ToolSpans spans;
    private final GroupCommit<LoggedCall> calls;
    private final String open;
    private final String together;
    private final String alone;

    CallLedger(
            Pool pool,
            Sessions sessions,
            OutboxWriter outbox,
            IdempotencyStore idempotency,
            ObjectMapper json,
            InstantSource clock,
            ToolSpans spans,
            ToolConfig tools,
            DatabaseConfig database) {
        this.pool = pool;
        this.sessions = sessions;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.json = json;
        this.clock = clock;
        this.spans = spans;
        this.open = outbox.routed(LedgerStatement.OPEN);
        this.together = outbox.routed(LedgerStatement.TOGETHER);
        this.alone = outbox.routed(LedgerStatement.ALONE);
        this.calls = new GroupCommit<>(
                LoggedCall::sessionId,
                this::together,
                this::alone,
                CALLS_OF_A_TRANSACTION,
                tools.timeLimit().minus(database.statementTimeout()),
                System::nanoTime);
    }

    /** Records the call that opens a session. */
    public Uni<Void> start(Session session, Function<Instant, LoggedCall> call) {
        return spans.around("commit", () -> open(session, call.apply(session.startedAt()), session.startedAt()));
    }

    private Uni<Void> open(Session session, LoggedCall call, Instant now) {
        return pool.preparedQuery(open)
                .execute(LedgerStatement.opening(session, call, now, this::kept))
                .chain(written -> written.size() > 0 ? DONE : Uni.createFrom().failure(IdempotencyStore.inFlight()))
                .invoke(outbox::committed);
    }

    /** Records a call of an open session; refuses one that ended in the meantime. */
    public Uni<Void> record(Function<Instant, LoggedCall> call) {
        return spans.around("commit", () -> calls.write(call.apply(clock.instant())));
    }

    /** The same within a transaction; the caller calls {@link OutboxWriter#committed()}. */
    public Uni<Void> record(SqlConnection transaction, Function<Instant, LoggedCall> call) {
        return write(transaction, call.apply(clock.instant()));
    }

    private Uni<Set<String>> together(List<LoggedCall> group) {
        return pool.preparedQuery(together)
                .execute(LedgerStatement.continuing(group, clock.instant(), sessions.seenSince(), this::kept))
                .invoke(outbox::committed)
                .map(written -> RowStream.of(written)
                        .map(row -> row.getString("session_id"))
                        .collect(Collectors.toSet()));
    }

    private Uni<Void> alone(LoggedCall call) {
        return write(pool, call).invoke(outbox::committed);
    }

    private Uni<Void> write(SqlClient client, LoggedCall call) {
        return client.preparedQuery(alone)
                .execute(LedgerStatement.continuing(List.of(call), clock.instant(), sessions.seenSince(), this::kept))
                .chain(written -> written.size() > 0 ? DONE : unwritten(client, call));
    }

    private String kept(LoggedCall call) {
        try {
            return call.claim() == null ? null : json.writeValueAsString(call.answer());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails with the reason. A conversion reads its session again, which shows whether it has ended. */
    private Uni<Void> unwritten(SqlClient client, LoggedCall call) {
        return idempotency.isHeld(client, call.claim()).map(held -> {
            throw !held
                    ? IdempotencyStore.inFlight()
                    : call.dependsOnSource() ? new SourceChangedException() : Sessions.expired(call.sessionId());
        });
    }
}
