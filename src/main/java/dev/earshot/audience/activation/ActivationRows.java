package dev.earshot.audience.activation;

import dev.earshot.audience.Audience;
import dev.earshot.audience.AudienceRows;
import dev.earshot.audience.RefreshInterval;
import dev.earshot.audience.Rule;
import dev.earshot.audience.activation.Activation.Act;
import dev.earshot.audience.activation.Activation.Status;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The table of activations. Rows are kept for good: they record each action, its author and its time. */
@Singleton
public class ActivationRows {
    private static final String LOOK = """
            select v.id, v.audience_id, v.act, v.status, v.by, v.at, v.audience_version, v.rule, v.planned_to,
              v.done_at,
              v.to_tag, v.to_untag, v.members, v.anonymous, v.tagged, v.untagged, v.refused, a.tag,
              (select count(*) from audience_member m where m.activation_id = v.id
                 and m.state in ('TAG_DUE', 'TAG_SENT', 'UNTAG_DUE', 'UNTAG_SENT')) as waiting
            from activation v join audience a on a.id = v.audience_id
            """;

    /** Customers not yet sent or answered pass to the next activation. */
    private static final String SUPERSEDE = """
            with old as (
              update activation set status = 'SUPERSEDED', done_at = $3
              where audience_id = $1 and status in ('PLANNING', 'SENDING') returning id)
            update audience_member m set activation_id = $2 from old
            where m.activation_id = old.id and m.state in ('TAG_DUE', 'TAG_SENT', 'UNTAG_DUE', 'UNTAG_SENT')""";

    private static final String ADD = """
            insert into activation (id, audience_id, act, status, by, at, audience_version, rule)
            values ($1, $2, $3, 'PLANNING', $4, $5, $6, $7)""";

    private static final String NEW_TRIAL = "delete from audience_trial where audience_id = $1";

    private static final String ACTIVE = "update audience set active = $2, refresh_at = $3 where id = $1";

    private static final String LOCK = "select " + AudienceRows.COLUMNS
            + " from audience where owner = $1 and id = $2 and deleted_at is null for update";

    private static final String LEFT_TAGGED = """
            select exists (select from audience_member where audience_id = $1 and state = 'UNTAG_REFUSED')
              and not exists (select from activation where audience_id = $1 and status in ('PLANNING', 'SENDING'))""";

    private final Pool pool;

    ActivationRows(Pool pool) {
        this.pool = pool;
    }

    /** Begins an activation, in place of the running one if there is any. The transaction holds the audience's row. */
    public Uni<Void> begin(SqlConnection transaction, String id, Audience audience, Act act, String by, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        Rule rule = act == Act.DEACTIVATE ? Rule.EMPTY : audience.rule();
        Tuple row = Tuple.of(id, audience.id(), act.name(), by, at, audience.version())
                .addJsonObject(JsonObject.mapFrom(rule));
        return transaction
                .preparedQuery(SUPERSEDE)
                .execute(Tuple.of(audience.id(), id, at))
                .chain(() -> transaction.preparedQuery(ADD).execute(row))
                .chain(() -> act == Act.ACTIVATE
                        ? transaction.preparedQuery(NEW_TRIAL).execute(Tuple.of(audience.id()))
                        : Uni.createFrom().nullItem())
                .chain(() -> transaction
                        .preparedQuery(ACTIVE)
                        .execute(Tuple.of(audience.id(), act != Act.DEACTIVATE, next(audience, act, now))))
                .replaceWithVoid();
    }

    /** An interval begins with every activation and refresh, whoever asked for it. */
    private static OffsetDateTime next(Audience audience, Act act, Instant now) {
        return act == Act.DEACTIVATE || audience.refresh() == RefreshInterval.NEVER
                ? null
                : now.plus(audience.refresh().length()).atOffset(ZoneOffset.UTC);
    }

    /** The audience with its row locked: its activations don't change until the transaction ends. */
    public Uni<Optional<Audience>> lock(SqlConnection transaction, String owner, String audienceId) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(owner, audienceId))
                .map(rows -> first(rows).map(AudienceRows::audience));
    }

    /** Whether everything is done, but customers that Netmera would not untag still carry the tag. */
    Uni<Boolean> leavesCustomersTagged(SqlConnection transaction, String audienceId) {
        return transaction
                .preparedQuery(LEFT_TAGGED)
                .execute(Tuple.of(audienceId))
                .map(found -> found.iterator().next().getBoolean(0));
    }

    Uni<Optional<Activation>> latest(SqlClient client, String audienceId) {
        return client.preparedQuery(LOOK + "where v.audience_id = $1 order by v.at desc, v.id desc limit 1")
                .execute(Tuple.of(audienceId))
                .map(rows -> first(rows).map(ActivationRows::activation));
    }

    Uni<Optional<Activation>> find(String audienceId, String id) {
        return pool.preparedQuery(LOOK + "where v.audience_id = $1 and v.id = $2")
                .execute(Tuple.of(audienceId, id))
                .map(rows -> first(rows).map(ActivationRows::activation));
    }

    /** Latest first. */
    Uni<List<Activation>> list(String audienceId, Instant before, String beforeId, int limit) {
        return pool.preparedQuery(LOOK
                        + "where v.audience_id = $1 and (v.at, v.id) < ($2, $3) order by v.at desc, v.id desc limit $4")
                .execute(Tuple.of(audienceId, before.atOffset(ZoneOffset.UTC), beforeId, limit))
                .map(rows -> RowStream.of(rows).map(ActivationRows::activation).toList());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return RowStream.of(rows).findFirst();
    }

    private static Activation activation(Row row) {
        Status status = Status.valueOf(row.getString("status"));
        OffsetDateTime done = row.getOffsetDateTime("done_at");
        long toTag = row.getLong("to_tag");
        long toUntag = row.getLong("to_untag");
        long tagged = row.getLong("tagged");
        long untagged = row.getLong("untagged");
        long refused = row.getLong("refused");
        long waiting = row.getLong("waiting");
        boolean known = status == Status.SENDING || status == Status.DONE;
        return new Activation(
                row.getString("id"),
                row.getString("audience_id"),
                Act.valueOf(row.getString("act")),
                status,
                row.getString("by"),
                row.getOffsetDateTime("at").toInstant(),
                done == null ? null : done.toInstant(),
                row.getInteger("audience_version"),
                row.getString("tag"),
                row.getLong("members"),
                toTag,
                toUntag,
                tagged,
                untagged,
                refused,
                waiting,
                known ? toTag + toUntag - tagged - untagged - refused - waiting : 0,
                row.getLong("anonymous"));
    }
}
