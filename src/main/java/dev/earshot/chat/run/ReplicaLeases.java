package dev.earshot.chat.run;

import dev.earshot.chat.ChatConfig;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Which replicas live, by the database's clock, and what happens to the replies of dead ones. */
@Singleton
class ReplicaLeases {
    /**
     * Half a lease without renewal is a gap, whatever its cause: shorter ones leave all leases valid, because each is
     * renewed far more often.
     */
    private static final String RENEW = """
            insert into chat_replica as known (id, alive_since, alive_until)
              values ($1, now(), now() + $2 * interval '1 millisecond')
            on conflict (id) do update set alive_until = excluded.alive_until,
              alive_since = case when known.alive_until > now() + $2 / 2 * interval '1 millisecond'
                then known.alive_since else now() end
            """;

    private static final String OWN = """
            select id, stop_requested, created_at < now() - $2 * interval '1 millisecond' as settled
            from message where runner = $1 and status = 'STREAMING'
            """;

    /**
     * Ends replies of dead replicas: their text becomes what was logged, their log gets the final frame, and their
     * effects are stated. Skips replies that another replica is ending. Only a replica that has run for a whole lease
     * may judge others.
     */
    private static final String REAP = """
            with dead as (
              select id, effect from message m
              where status = 'STREAMING'
                and (m.id = any($1) or m.runner <> $4
                  and not exists (select 1 from chat_replica r where r.id = m.runner and r.alive_until > now())
                  and exists (select 1 from chat_replica me where me.id = $4
                    and me.alive_since < now() - $5 * interval '1 millisecond'))
              for update skip locked
            ), said as (
              select dead.id, dead.effect, coalesce(max(l.last), 0) + 1 as next,
                coalesce(string_agg(f.frame::jsonb #>> '{data,chunk}', '' order by l.first, f.n), '') as content,
                coalesce(jsonb_agg(char_length(f.frame::jsonb #>> '{data,chunk}') order by l.first, f.n)
                  filter (where f.frame::jsonb #> '{data,chunk}' is not null), '[]') as chunks
              from dead left join run_log l on l.message_id = dead.id
                left join lateral string_to_table(l.frames, E'\\n') with ordinality as f (frame, n) on true
              group by dead.id, dead.effect
            ), unsaid as (
              select id, '{"data":{"chunk":' || to_json(effect ->> 'text')::text || '}}' as frame from said
              where content = '' and effect is not null
            ), logged as (
              insert into run_log (message_id, first, last, frames)
              select s.id, next, next + count(u.frame), concat_ws(E'\\n', max(u.frame), replace($2, '$id', s.id))
              from said s left join unsaid u on u.id = s.id group by s.id, next
            ), ended as (
              update message m set status = 'INTERRUPTED', runner = null, owner = null,
                replay = jsonb_build_object('chunks', said.chunks), metadata = said.effect -> 'metadata',
                content = case said.content when '' then coalesce(said.effect ->> 'text', '') else said.content end
              from said where m.id = said.id returning m.id
            )
            select id, pg_notify($3, id) from ended
            """;

    private static final String FORGET =
            "delete from chat_replica where id = $1 or alive_until < now() - interval '1 hour'";

    private final Pool pool;
    private final Replica replica;
    private final ChatConfig config;

    ReplicaLeases(RunLogConnections connections, Replica replica, ChatConfig config) {
        this.pool = connections.pool();
        this.replica = replica;
        this.config = config;
    }

    Uni<Void> renew() {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(replica.id(), config.lease().toMillis()))
                .replaceWithVoid();
    }

    /**
     * A reply that the database assigns to this replica; {@code settled} if it began long enough ago for its run to be
     * known here.
     */
    record Own(boolean stopRequested, boolean settled) {}

    /** The replies that the database assigns to this replica. */
    Uni<Map<String, Own>> own() {
        return pool.preparedQuery(OWN)
                .execute(Tuple.of(replica.id(), config.lease().toMillis()))
                .map(ReplicaLeases::own);
    }

    /** Ends the replies of dead replicas, and these, and returns how many there were. */
    Uni<Integer> reap(String... orphans) {
        return pool.preparedQuery(REAP)
                .execute(Tuple.of(
                        orphans,
                        StreamFrame.end("$id", MessageStatus.INTERRUPTED),
                        RunLog.CHANNEL,
                        replica.id(),
                        config.lease().toMillis()))
                .map(RowSet::size);
    }

    /** This replica makes no more replies: the rest of them end at once. */
    Uni<Void> release() {
        return pool.preparedQuery(FORGET).execute(Tuple.of(replica.id())).replaceWithVoid();
    }

    private static Map<String, Own> own(RowSet<Row> rows) {
        Map<String, Own> own = new HashMap<>();
        rows.forEach(row ->
                own.put(row.getString("id"), new Own(row.getBoolean("stop_requested"), row.getBoolean("settled"))));
        return own;
    }
}
