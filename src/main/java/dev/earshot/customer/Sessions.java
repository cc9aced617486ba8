package dev.earshot.customer;

import dev.earshot.common.ApiException;
import dev.earshot.event.EventType;
import dev.earshot.postgres.PipelinedQueries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Finds the session of a call. */
@Singleton
public class Sessions {
    private static final String FIND = """
            select id, customer_id, platform, entry_point, status, source_event, started_at, last_seen_at
            from session where id = $1 and platform = any($2)""";

    private final PipelinedQueries queries;
    private final SessionConfig config;
    private final InstantSource clock;

    Sessions(PipelinedQueries queries, SessionConfig config, InstantSource clock) {
        this.queries = queries;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The session of this id, if it still takes calls.
     *
     * @param platforms whose sessions the caller may use: another platform's session is unknown to it
     */
    public Uni<Session> open(String id, List<String> platforms) {
        return queries.find(FIND, named(id, platforms)).map(rows -> found(id, rows));
    }

    /** The same, with its row locked until the transaction ends: no call can slip in between. */
    Uni<Session> lock(SqlClient transaction, String id, String platform) {
        return transaction
                .preparedQuery(FIND + " for update")
                .execute(named(id, List.of(platform)))
                .map(rows -> found(id, rows));
    }

    private static Tuple named(String id, List<String> platforms) {
        return Tuple.of(id, platforms.toArray(String[]::new));
    }

    private Session found(String id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw unknown(id);
        }
        return stillOpen(session(rows.iterator().next()));
    }

    private Session stillOpen(Session session) {
        if (!session.isOpen(clock.instant(), config.idle())) {
            throw expired(session.id());
        }
        return session;
    }

    /** The answer to a call to another owner's session, as if there were none. */
    public static ApiException unknown(String id) {
        return ApiException.unknown("SESSION_NOT_FOUND", "There is no session " + id);
    }

    /** The answer to a call to a session that takes no more calls. */
    public static ApiException expired(String id) {
        return ApiException.conflict(
                "SESSION_EXPIRED", "Session " + id + " has ended; start a new one with start_session");
    }

    /** The earliest last call of a session that is not idle. */
    public OffsetDateTime seenSince() {
        return clock.instant().minus(config.idle()).atOffset(ZoneOffset.UTC);
    }

    private static Session session(Row row) {
        return new Session(
                row.getString("id"),
                new CustomerId(row.getString("customer_id")),
                row.getString("platform"),
                row.getString("entry_point"),
                Session.Status.valueOf(row.getString("status")),
                EventType.named(row.getString("source_event")).orElse(EventType.SESSION_STARTED),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("last_seen_at").toInstant());
    }
}
