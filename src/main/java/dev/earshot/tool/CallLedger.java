package dev.earshot.tool;

import dev.earshot.Ids;
import dev.earshot.customer.Session;
import dev.earshot.customer.Sessions;
import dev.earshot.outbox.Owed;
import dev.earshot.outbox.Recorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The one place that writes a call down: session, call and owed events in one statement, and so in one transaction. Whoever waits for it answers
 * after the commit.
 *
 * <p>The statement takes the customer from the session's row as it locks it: when the session is being identified at the same moment, the events
 * belong to whom it then belongs to, and none is left behind with the anonymous one.
 */
@Singleton
class CallLedger {
    private static final String OWING = """
            owing as (
              select t.customer_id, t.anonymous, $1 as session_id, $2::timestamptz as at, o.*
              from touched t, unnest($3::text[], $4::text[], $5::text[], $6::text[])
                with ordinality as o(id, event_id, kind, body, position)),
            %s,
            logged as (
              insert into call (id, customer_id, session_id, platform, tool, arguments, at)
              select $7, t.customer_id, $1, t.platform, $8, $9::jsonb, $2 from touched t)
            select customer_id from touched""".formatted(Recorder.OWE);

    private static final String START = """
            with touched as (
              insert into session (id, customer_id, anonymous, platform, entry_point, source_event, started_at, last_seen_at)
              values ($1, $10, $11, $12, $13, $14, $2, $2)
              returning customer_id, anonymous, platform),
            """ + OWING;

    private static final String CALL = """
            with touched as (
              update session set last_seen_at = greatest(last_seen_at, $2), source_event = $10, converted = converted or $11
              where id = $1 and status = 'OPEN' and last_seen_at > $12
              returning customer_id, anonymous, platform),
            """ + OWING;

    private final Pool pool;
    private final Sessions sessions;
    private final Recorder recorder;
    private final InstantSource clock;

    CallLedger(Pool pool, Sessions sessions, Recorder recorder, InstantSource clock) {
        this.pool = pool;
        this.sessions = sessions;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Writes down the call that opens a session. */
    Uni<Void> start(Session session, LoggedCall call) {
        Tuple row = common(call, session.startedAt())
                .addString(session.customer().value())
                .addBoolean(session.customer().isAnonymous())
                .addString(session.platform())
                .addString(session.entryPoint())
                .addString(session.sourceEvent().taxonomyName());
        return pool.preparedQuery(START)
                .execute(row)
                .invoke(recorder::committed)
                .replaceWithVoid();
    }

    /** Writes down a call of an open session; refuses one that ended in the meantime. */
    Uni<Void> record(LoggedCall call) {
        return pool.preparedQuery(CALL)
                .execute(row(call))
                .invoke(touched -> mustBeOpen(call, touched.size()))
                .invoke(recorder::committed)
                .replaceWithVoid();
    }

    /** The same within a transaction; the caller says {@link Recorder#committed()}. */
    Uni<Void> record(SqlConnection transaction, LoggedCall call) {
        return transaction
                .preparedQuery(CALL)
                .execute(row(call))
                .invoke(touched -> mustBeOpen(call, touched.size()))
                .replaceWithVoid();
    }

    private Tuple row(LoggedCall call) {
        return common(call, clock.instant())
                .addString(call.source().taxonomyName())
                .addBoolean(call.converted())
                .addOffsetDateTime(sessions.seenSince());
    }

    private static Tuple common(LoggedCall call, Instant now) {
        List<Owed> owed =
                call.events().stream().map(event -> Owed.of(event, now)).toList();
        return Recorder.add(Tuple.of(call.sessionId(), now.atOffset(ZoneOffset.UTC)), owed)
                .addString(Ids.make("call", now))
                .addString(call.tool())
                .addJsonObject(call.arguments());
    }

    private static void mustBeOpen(LoggedCall call, int touched) {
        if (touched == 0) {
            throw Sessions.expired(call.sessionId());
        }
    }
}
