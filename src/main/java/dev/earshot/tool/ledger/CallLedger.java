package dev.earshot.tool.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.common.Ids;
import dev.earshot.customer.Session;
import dev.earshot.customer.Sessions;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.postgres.DatabaseConfig;
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
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

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

    private final Pool pool;
    private final Sessions sessions;
    private final OutboxWriter outbox;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final ToolSpans spans;
    private final GroupCommit<LedgerRow> calls;

    CallLedger(
            Pool pool,
            Sessions sessions,
            OutboxWriter outbox,
            ObjectMapper json,
            InstantSource clock,
            ToolSpans spans,
            ToolConfig tools,
            DatabaseConfig database) {
        this.pool = pool;
        this.sessions = sessions;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.spans = spans;
        this.calls = new GroupCommit<>(
                LedgerRow::sessionId,
                this::together,
                this::alone,
                CALLS_OF_A_TRANSACTION,
                tools.timeLimit().minus(database.statementTimeout()),
                System::nanoTime);
    }

    /** Records the call that opens a session. */
    public Uni<Void> start(Session session, LoggedCall call) {
        Instant now = session.startedAt();
        return spans.around("commit", () -> open(session, call, now));
    }

    private Uni<Void> open(Session session, LoggedCall call, Instant now) {
        return pool.preparedQuery(LedgerStatement.OPEN)
                .execute(LedgerStatement.opening(session, row(call, now), now))
                .invoke(written -> mustBeWritten(written.size(), IdempotencyStore.inFlight()))
                .invoke(outbox::committed)
                .replaceWithVoid();
    }

    /** Records a call of an open session; refuses one that ended in the meantime. */
    public Uni<Void> record(LoggedCall call) {
        return spans.around("commit", () -> calls.write(row(call, clock.instant())));
    }

    /** The same within a transaction; the caller calls {@link OutboxWriter#committed()}. */
    public Uni<Void> record(SqlConnection transaction, LoggedCall call) {
        return write(transaction, row(call, clock.instant()));
    }

    private Uni<Set<String>> together(List<LedgerRow> group) {
        return pool.preparedQuery(LedgerStatement.TOGETHER)
                .execute(LedgerStatement.continuing(group, clock.instant(), sessions.seenSince()))
                .invoke(outbox::committed)
                .map(written -> StreamSupport.stream(written.spliterator(), false)
                        .map(row -> row.getString("session_id"))
                        .collect(Collectors.toSet()));
    }

    private Uni<Void> alone(LedgerRow row) {
        return write(pool, row).invoke(outbox::committed);
    }

    private Uni<Void> write(SqlClient client, LedgerRow row) {
        return client.preparedQuery(LedgerStatement.ALONE)
                .execute(LedgerStatement.continuing(List.of(row), clock.instant(), sessions.seenSince()))
                .invoke(written -> mustBeWritten(written.size(), unwritten(row)))
                .replaceWithVoid();
    }

    private LedgerRow row(LoggedCall call, Instant now) {
        List<NewDelivery> deliveries =
                call.events().stream().map(event -> NewDelivery.of(event, now)).toList();
        return new LedgerRow(Ids.make("call", now), call, deliveries, kept(call));
    }

    private String kept(LoggedCall call) {
        try {
            return call.call().claim() == null ? null : json.writeValueAsString(call.answer());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A conversion that was not recorded reads its session again, which shows whether it has ended. */
    private static RuntimeException unwritten(LedgerRow row) {
        return row.dependsOnSource() ? new SourceChangedException() : Sessions.expired(row.sessionId());
    }

    private static void mustBeWritten(int written, RuntimeException otherwise) {
        if (written == 0) {
            throw otherwise;
        }
    }
}
