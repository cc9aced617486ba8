package dev.earshot.tool.report;

import dev.earshot.http.PageCursor;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Recorded calls, with the state of their events. */
@Singleton
class CallHistory {
    /**
     * A call's deliveries were written by the same statement, at the same moment; an identification's profile in its
     * transaction, just before.
     */
    private static final String DELIVERIES = """
            (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'destination', d.destination, 'event', d.kind,
                       'status', d.status, 'attempts', d.attempts, 'answer', d.answer,
                       'settledAt', d.settled_at) order by d.seq), '[]')
             from delivery d
             where d.customer_id = c.customer_id and d.session_id = c.session_id and d.replay_of is null
               and (d.created_at = c.at
                 or (d.kind = 'profile' and c.tool = 'identify_customer'
                   and d.created_at between c.at - interval '10 seconds' and c.at)))""";

    private static final String COLUMNS = """
            select c.id, c.session_id, c.customer_id, c.platform, c.tool, c.arguments, c.at, s.status, s.anonymous,
              %s as deliveries
            from call c join session s on s.id = c.session_id
            where %%s and %%s
            order by c.at desc, c.id desc limit $4""".formatted(DELIVERIES);

    /**
     * Each names only the given conditions, so that the plan kept for it finds the calls by an index, and a page costs
     * what it holds.
     */
    static String list(boolean ofSession) {
        return COLUMNS.formatted(
                ofSession
                        ? "c.customer_id = (select customer_id from session where id = $1) and c.session_id = $1"
                        : "$1::text is null",
                "c.at <= $2 and (c.at, c.id) < ($2, $3)");
    }

    private final Pool pool;

    CallHistory(@Standby(Use.REQUESTS) Pool pool) {
        this.pool = pool;
    }

    /**
     * A recorded call.
     *
     * @param session the state of its session: {@code OPEN}, {@code CONVERTED} or {@code ABANDONED}
     * @param anonymous whether the customer was unknown when the session began
     * @param arguments its arguments, without a profile
     * @param deliveries the deliveries that it caused
     */
    record Entry(
            String id,
            String sessionId,
            String session,
            String customerId,
            boolean anonymous,
            String platform,
            String tool,
            Map<String, Object> arguments,
            Instant at,
            List<Effect> deliveries) {}

    /** One delivery of a call; times in ISO 8601. */
    record Effect(
            String id,
            String destination,
            String event,
            String status,
            int attempts,
            String answer,
            String settledAt) {}

    /** Latest first: of one session or of all, before a place. */
    Uni<List<Entry>> list(Optional<String> session, PageCursor before, int limit) {
        return pool.preparedQuery(list(session.isPresent()))
                .execute(Tuple.of(session.orElse(null), before.at().atOffset(ZoneOffset.UTC), before.id(), limit))
                .map(rows -> RowStream.of(rows).map(CallHistory::entry).toList());
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getString("id"),
                row.getString("session_id"),
                row.getString("status"),
                row.getString("customer_id"),
                row.getBoolean("anonymous"),
                row.getString("platform"),
                row.getString("tool"),
                row.getJsonObject("arguments").getMap(),
                row.getOffsetDateTime("at").toInstant(),
                effects(row.getJsonArray("deliveries")).toList());
    }

    private static Stream<Effect> effects(JsonArray deliveries) {
        return deliveries.stream()
                .map(JsonObject.class::cast)
                .map(one -> new Effect(
                        one.getString("id"),
                        one.getString("destination"),
                        one.getString("event"),
                        one.getString("status"),
                        one.getInteger("attempts"),
                        one.getString("answer"),
                        one.getString("settledAt")));
    }
}
