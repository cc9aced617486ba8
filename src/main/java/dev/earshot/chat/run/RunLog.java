package dev.earshot.chat.run;

import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Replica;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The frames that viewers were sent, so that a reply can be resumed on any replica. Append-only. */
@Singleton
class RunLog {
    static final String CHANNEL = "earshot_run";
    /** A notice carries at most 8000 bytes; an id has 30. */
    private static final int IDS_A_NOTICE = 200;

    /**
     * One statement and one commit for all replies of a replica. A reply that this replica no longer owns is skipped:
     * another replica took this one for dead and ended it. A reply whose row is locked comes again, and the others
     * don't wait for it.
     *
     * <p>A conversation is locked before its messages, here as everywhere: deleting it takes both.
     *
     * <p>The answer to a commit can be lost. Then what is in the log already comes again, maybe with more behind it,
     * and takes its own place; an attempt that arrives after a longer one changes nothing. A reply that its replica has
     * ended stays that replica's, which may still have to learn of it. A reply's effect is in its message already, and
     * stays however it ends.
     */
    static final String APPEND = """
            with talk as (
              select id from conversation where id = any(array(select conversation_id from message where id = any($6)))
              for no key update skip locked
            ), mine as (
              select id, status from message where id = any($1) and runner = $2
                and (id <> all($6) or conversation_id = any(array(select id from talk)))
              for no key update skip locked
            ), logged as (
              insert into run_log (message_id, first, last, frames)
              select s.id, s.first, s.last, s.frames
              from unnest($1::text[], $3::int[], $4::int[], $5::text[]) as s (id, first, last, frames)
                join mine using (id)
              where s.frames <> '' and mine.status = 'STREAMING'
              on conflict (message_id, first) do update set last = excluded.last, frames = excluded.frames
                where run_log.last < excluded.last
            ), ended as (
              update message m set status = e.status, owner = null, replay = e.replay::jsonb,
                content = case e.content when '' then coalesce(m.effect ->> 'text', '') else e.content end,
                metadata = coalesce(e.metadata::jsonb, m.effect -> 'metadata')
              from unnest($6::text[], $7::text[], $8::text[], $9::text[], $13::text[]) as e (id, status, content,
                metadata, replay)
              where m.id = e.id and m.status = 'STREAMING' and m.id in (select id from mine)
              returning m.conversation_id
            ), touched as (
              update conversation set updated_at = $10 where id in (select conversation_id from ended)
            )
            select id, true as logged, (select count(pg_notify($11, ids)) from unnest($12::text[]) as ids) from mine
            union all
            select s.id, false, 0 from unnest($1::text[]) as s (id)
            where (select m.runner from message m where m.id = s.id) is distinct from $2
            """;

    private static final String READ = """
            select m.status = 'STREAMING' as streaming, l.first, l.frames
            from message m left join run_log l on l.message_id = m.id and l.last > $2
            where m.id = $1 order by l.first
            """;

    private static final String KEPT = """
            select status, content, metadata::text as metadata, replay::text as replay from message
            where id = $1 and status <> 'STREAMING'
            """;

    private static final String TEXT = """
            select coalesce(string_agg(f.frame::jsonb #>> '{data,chunk}', '' order by l.first, f.n), '') as content
            from run_log l, string_to_table(l.frames, E'\\n') with ordinality as f (frame, n) where l.message_id = $1
            """;

    /**
     * The replies whose frames are all in the log, and those that are no longer this replica's, to which nothing was
     * added.
     */
    record Outcome(Set<String> logged, Set<String> lost) {}

    /** What the log holds of a reply after some frame, and whether more may follow. */
    record Logged(List<String> frames, boolean streaming) {
        /** Whether the log is complete: for an ended reply, it holds the end. */
        private boolean isWhole() {
            return streaming || (!frames.isEmpty() && StreamFrame.isLast(frames.get(frames.size() - 1)));
        }
    }

    private final Pool pool;
    private final Pool own;
    private final Replica replica;
    private final InstantSource clock;

    RunLog(Pool pool, RunLogConnections connections, Replica replica, InstantSource clock) {
        this.pool = pool;
        this.own = connections.pool();
        this.replica = replica;
        this.clock = clock;
    }

    /** Adds the slices. Slices missing in the outcome must be added again: their row was locked. */
    Uni<Outcome> append(List<Run.Slice> slices) {
        List<Run.Slice> endings =
                slices.stream().filter(slice -> slice.ending().isPresent()).toList();
        String[] ids = ids(slices);
        Tuple values = Tuple.tuple()
                .addArrayOfString(ids)
                .addString(replica.id())
                .addArrayOfInteger(slices.stream().map(Run.Slice::first).toArray(Integer[]::new))
                .addArrayOfInteger(slices.stream()
                        .map(slice -> slice.first() + slice.frames().size() - 1)
                        .toArray(Integer[]::new))
                .addArrayOfString(slices.stream()
                        .map(slice -> String.join("\n", slice.frames()))
                        .toArray(String[]::new))
                .addArrayOfString(ids(endings))
                .addArrayOfString(endings.stream()
                        .map(slice -> slice.ending().orElseThrow().status().name())
                        .toArray(String[]::new))
                .addArrayOfString(endings.stream()
                        .map(slice -> slice.ending().orElseThrow().content())
                        .toArray(String[]::new))
                .addArrayOfString(endings.stream()
                        .map(slice -> metadata(slice.ending().orElseThrow()))
                        .toArray(String[]::new))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addString(CHANNEL)
                .addArrayOfString(notices(ids))
                .addArrayOfString(endings.stream()
                        .map(slice -> Json.encode(slice.ending().orElseThrow().replay()))
                        .toArray(String[]::new));
        return own.preparedQuery(APPEND).execute(values).map(rows -> new Outcome(ids(rows, true), ids(rows, false)));
    }

    /**
     * The log of a reply after frame {@code n}; nothing if there is no such message. A reply outlives its log: an ended
     * one is then read from the message itself.
     */
    Uni<Logged> read(String messageId, int n) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(messageId, n))
                .map(rows -> logged(rows, n))
                .chain(logged -> logged.isWhole() ? Uni.createFrom().item(logged) : kept(messageId, n));
    }

    private Uni<Logged> kept(String messageId, int n) {
        return pool.preparedQuery(KEPT).execute(Tuple.of(messageId)).map(rows -> {
            List<String> frames = new ArrayList<>();
            rows.forEach(row -> frames.addAll(frames(messageId, row)));
            return new Logged(frames.subList(Math.min(n, frames.size()), frames.size()), false);
        });
    }

    private static List<String> frames(String messageId, Row row) {
        ReplyReplay replay = row.getString("replay") == null
                ? ReplyReplay.of(List.of())
                : Json.decodeValue(row.getString("replay"), ReplyReplay.class);
        ReplyMetadata metadata = row.getString("metadata") == null
                ? null
                : Json.decodeValue(row.getString("metadata"), ReplyMetadata.class);
        return replay.frames(
                messageId, MessageStatus.valueOf(row.getString("status")), row.getString("content"), metadata);
    }

    /** The logged text of a reply. */
    Uni<String> text(String messageId) {
        return pool.preparedQuery(TEXT)
                .execute(Tuple.of(messageId))
                .map(rows -> rows.iterator().next().getString("content"));
    }

    private static Logged logged(RowSet<Row> rows, int n) {
        List<String> frames = new ArrayList<>();
        boolean streaming = false;
        int next = n + 1;
        for (Row row : rows) {
            streaming = row.getBoolean("streaming");
            if (row.getString("frames") != null && row.getInteger("first") <= next) {
                List<String> batch = List.of(row.getString("frames").split("\n"));
                frames.addAll(batch.subList(next - row.getInteger("first"), batch.size()));
                next = row.getInteger("first") + batch.size();
            }
        }
        return new Logged(frames, streaming);
    }

    private static String metadata(Run.Ending ending) {
        return ending.metadata() == null ? null : Json.encode(ending.metadata());
    }

    private static String[] ids(List<Run.Slice> slices) {
        return slices.stream().map(slice -> slice.run().messageId()).toArray(String[]::new);
    }

    private static Set<String> ids(RowSet<Row> rows, boolean logged) {
        return RowStream.of(rows)
                .filter(row -> row.getBoolean("logged") == logged)
                .map(row -> row.getString("id"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String[] notices(String[] ids) {
        List<String> notices = new ArrayList<>();
        for (int from = 0; from < ids.length; from += IDS_A_NOTICE) {
            notices.add(String.join(",", List.of(ids).subList(from, Math.min(ids.length, from + IDS_A_NOTICE))));
        }
        return notices.toArray(String[]::new);
    }
}
