package dev.earshot.tool.ledger;

import dev.earshot.customer.Session;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.signal.CustomerEvents;
import dev.earshot.signal.ShownSignal;
import dev.earshot.signal.ShownSignals;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * The statements that record calls: session, call, signals and events at once, for any number of calls of different
 * sessions. They return the ids of the sessions whose calls were recorded.
 *
 * <p>A statement reads the customer from the session's row as it locks it: if the session is identified at the same
 * moment, its events belong to the new customer, and none stays with the anonymous one. The attribution of a conversion
 * is read from the same row: a call that read the session before another call wrote to it can't restore what it read.
 *
 * <p>They are planned once per connection, maybe while tables were empty, and must stay good when those are large: each
 * row is found by its primary key, whatever else is known of it. The {@code limit} makes the planner expect few rows;
 * it cuts off none.
 */
public final class LedgerStatement {
    /** A call whose claim another call has taken over changes nothing: the effect is the other's. */
    private static final String ASKED = """
            with asked as (
              select session_id, call_id, tool, source_event, converted, arguments, claim, answer
              from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[],
                $9::text[])
                as a(session_id, call_id, tool, source_event, converted, arguments, claim, answer)
              limit cardinality($2)),
            claimed as (
              select claim from kept_answer where claim = any($8) for update),
            writable as (
              select session_id, call_id, tool, source_event, converted, arguments, claim, answer
              from asked a where a.claim is null or a.claim in (select claim from claimed)),
            """;

    /** {@code any($8)} bounds what a plan reads that was made while there were few kept answers, and then is kept. */
    private static final String WRITTEN = """
            consenting as (
              select t.session_id, t.customer_id, t.anonymous, t.platform from touched t
                where not exists (select from denial d where d.customer_id = t.customer_id)),
            new_delivery as (
              select t.customer_id, t.anonymous, t.platform, t.session_id, $1::timestamptz as at, o.id, o.event_id, o.kind,
                o.body, o.traceparent, o.position
              from unnest($10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
                with ordinality as o(session_id, id, event_id, kind, body, traceparent, position)
              join consenting t using (session_id)),
            %s,
            showing as (
              select t.customer_id, s.signal_id, s.strength, s.source, $1::timestamptz as at
              from unnest($16::text[], $17::text[], $18::real[], $19::text[]) as s(session_id, signal_id, strength,
                source)
              join consenting t using (session_id)),
            %s,
            %s,
            logged as (
              insert into call (id, customer_id, session_id, platform, tool, arguments, at)
              select w.call_id, t.customer_id, t.session_id, t.platform, w.tool, w.arguments::jsonb, $1
              from writable w join touched t using (session_id)),
            kept as (
              update kept_answer k set answer = w.answer, customer_id = t.customer_id
              from writable w join touched t using (session_id) where k.claim = w.claim and k.claim = any($8))
            select session_id from touched""".formatted(OutboxWriter.STORE, ShownSignals.SHOW, CustomerEvents.NOTE);

    private static final String OPENED = """
            touched as (
              insert into session (id, customer_id, anonymous, platform, entry_point, source_event, started_at,
                last_seen_at)
              select w.session_id, $20, $21::boolean, $22, $23, w.source_event, $1, $1 from writable w
              returning id as session_id, customer_id, anonymous, platform),
            """;

    private static final String CONTINUED = """
            locked as (
              select s.id, s.status, s.last_seen_at, s.source_event from writable w
                join session s on s.id = w.session_id
              order by s.id for no key update of s %s),
            touched as (
              update session s set last_seen_at = greatest(s.last_seen_at, $1), source_event = %s,
                queried = s.queried or w.tool = 'search_items', viewed = s.viewed or w.tool = 'view_item',
                saved = s.saved or w.tool = 'save_item', converted = s.converted or w.converted
              from writable w join locked l on l.id = w.session_id
              where s.id = l.id and l.status = 'OPEN' and l.last_seen_at > $20
                and (not w.converted or w.source_event is null or w.source_event = l.source_event)
              returning s.id as session_id, s.customer_id, s.anonymous, s.platform),
            """;

    /** Opens a session with its first call. */
    static final String OPEN = ASKED + OPENED + WRITTEN;

    /** Waits for a locked session. */
    public static final String ALONE = ASKED + continued("") + WRITTEN;

    /** Skips locked sessions: no call waits for another session. */
    public static final String TOGETHER = ASKED + continued("skip locked") + WRITTEN;

    private LedgerStatement() {}

    private static String continued(String locking) {
        return CONTINUED.formatted(locking, Session.sourceAfter("l.source_event", "w.source_event"));
    }

    static Tuple opening(Session session, LoggedCall call, Instant now, Function<LoggedCall, String> kept) {
        return common(List.of(call), now, kept)
                .addString(session.customer().value())
                .addBoolean(session.customer().isAnonymous())
                .addString(session.platform())
                .addString(session.entryPoint());
    }

    /**
     * @param kept an answer as it is kept for retries, or {@code null}
     * @param seenSince the earliest last call of a session that still takes calls
     */
    static Tuple continuing(
            List<LoggedCall> calls, Instant now, OffsetDateTime seenSince, Function<LoggedCall, String> kept) {
        return common(calls, now, kept).addOffsetDateTime(seenSince);
    }

    private static Tuple common(List<LoggedCall> calls, Instant now, Function<LoggedCall, String> kept) {
        Tuple values = Tuple.of(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(texts(calls, LoggedCall::sessionId))
                .addArrayOfString(texts(calls, LoggedCall::id))
                .addArrayOfString(texts(calls, LoggedCall::tool))
                .addArrayOfString(texts(calls, LoggedCall::sourceName))
                .addArrayOfBoolean(calls.stream().map(call -> call.converted()).toArray(Boolean[]::new))
                .addArrayOfString(texts(calls, call -> call.arguments().encode()))
                .addArrayOfString(texts(calls, LoggedCall::claim))
                .addArrayOfString(texts(calls, kept))
                .addArrayOfString(calls.stream()
                        .flatMap(call -> call.deliveries().stream().map(deliveries -> call.sessionId()))
                        .toArray(String[]::new));
        List<NewDelivery> deliveries =
                calls.stream().flatMap(call -> call.deliveries().stream()).toList();
        List<ShownSignal> shown =
                calls.stream().flatMap(call -> call.shown().stream()).toList();
        OutboxWriter.add(values, deliveries)
                .addArrayOfString(calls.stream()
                        .flatMap(call -> call.shown().stream().map(one -> call.sessionId()))
                        .toArray(String[]::new));
        return ShownSignals.add(values, shown);
    }

    private static String[] texts(List<LoggedCall> calls, Function<LoggedCall, String> text) {
        return calls.stream().map(text).toArray(String[]::new);
    }
}
