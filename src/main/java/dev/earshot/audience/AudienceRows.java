package dev.earshot.audience;

import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables of audiences and their versions. One statement each, so that a change and its version are written
 * together.
 */
@Singleton
public class AudienceRows {
    private static final String OWNED = "owner = $1 and id = $2 and deleted_at is null";

    /** What {@link #audience} reads. */
    public static final String COLUMNS =
            "id, name, rule, version, tag, active, refresh, refresh_at, holdout, created_at, updated_at, origin";

    private static final String MADE_FOR =
            "select " + COLUMNS + " from audience where owner = $1 and origin = any($2) and deleted_at is null";

    private static final String ADD = """
            with added as (
              insert into audience (id, owner, name, rule, version, tag, created_at, updated_at, origin)
              values ($1, $2, $3, $4, 1, $5, $6, $6, $7) on conflict (origin) do nothing returning %1$s),
            kept as (
              insert into audience_version (audience_id, version, by, at, name, rule)
              select id, version, $2, $6, name, rule from added)
            select %1$s from added union all select %1$s from audience where origin = $7
              and owner = $2""".formatted(COLUMNS);

    private static final String RELEASE =
            "update audience set origin = null where owner = $1 and origin = $2 and rule <> $3";

    /**
     * Attempts to add an audience for an origin. Another caller's audience may be added and deleted between two of
     * them.
     */
    private static final int ATTEMPTS = 4;

    private static final String CHANGE = """
            with changed as (
              update audience set name = $3, rule = $4, version = version + 1, updated_at = $5
              where %1$s and ($6::integer is null or version = $6) returning %2$s),
            kept as (
              insert into audience_version (audience_id, version, by, at, name, rule)
              select id, version, $1, $5, name, rule from changed)
            select %2$s from changed""".formatted(OWNED, COLUMNS);

    /** A new interval begins now; {@code null} leaves the interval, or the holdout, as it is. */
    private static final String PLAN = """
            update audience set holdout = coalesce($4, holdout),
              refresh_at = case when $3::text is null or $3 = coalesce(refresh, 'NEVER') then refresh_at
                when active and $3 <> 'NEVER' then $5::timestamptz + make_interval(secs => $6) end,
              refresh = case when $3 is null then refresh else nullif($3, 'NEVER') end
            where %s returning %s""".formatted(OWNED, COLUMNS);

    private static final String LIST = """
            select %s from audience
            where owner = $1 and deleted_at is null and (updated_at, id) < ($2, $3)
              and ($4::text is null or folded(name) like folded($4)) and (active or not $5)
            order by updated_at desc, id desc limit $6""".formatted(COLUMNS);

    private static final String VERSIONS = """
            select v.version, v.by, v.at, v.name, v.rule from audience_version v join audience a on a.id = v.audience_id
            where a.owner = $1 and a.id = $2 and deleted_at is null order by v.version desc""";

    /** Customers tagged in Netmera must be untagged first. Customers that Netmera refused carry no tag. */
    private static final String REMOVE = """
            update audience a set deleted_at = $3, origin = null
            where %s and not active
              and not exists (select from activation where audience_id = a.id and status in ('PLANNING', 'SENDING'))
              and not exists (select from audience_member where audience_id = a.id and state <> 'TAG_REFUSED')
            returning id""".formatted(OWNED);

    private final Pool pool;

    AudienceRows(Pool pool) {
        this.pool = pool;
    }

    /** @param origin why it was made: there is one audience per origin, however often it is requested */
    Uni<Audience> add(SqlClient client, Audience audience, String owner, Optional<String> origin) {
        Tuple row = Tuple.tuple()
                .addString(audience.id())
                .addString(owner)
                .addString(audience.name())
                .addJsonObject(JsonObject.mapFrom(audience.rule()))
                .addString(audience.tag())
                .addOffsetDateTime(audience.createdAt().atOffset(ZoneOffset.UTC))
                .addString(origin.orElse(null));
        return add(client, row, ATTEMPTS);
    }

    /** An audience that another transaction added for the same origin meanwhile is visible to the next statement. */
    private Uni<Audience> add(SqlClient client, Tuple row, int attempts) {
        return client.preparedQuery(ADD)
                .execute(row)
                .map(AudienceRows::first)
                .chain(added -> added.isEmpty() && attempts > 1
                        ? add(client, row, attempts - 1)
                        : Uni.createFrom().item(added.orElseThrow(Audiences::busy)));
    }

    /** Detaches audiences from this origin if their rule was changed since. */
    Uni<Void> release(String owner, String origin, Rule rule) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(owner, origin, JsonObject.mapFrom(rule)))
                .replaceWithVoid();
    }

    Uni<Optional<Audience>> find(SqlClient client, String owner, String id) {
        return client.preparedQuery("select " + COLUMNS + " from audience where " + OWNED)
                .execute(Tuple.of(owner, id))
                .map(AudienceRows::first);
    }

    /** @param expected the version that it must have, if that matters */
    Uni<Optional<Audience>> change(
            SqlClient client,
            String owner,
            String id,
            String name,
            Rule rule,
            Optional<Integer> expected,
            Instant now) {
        Tuple row = Tuple.of(owner, id, name)
                .addJsonObject(JsonObject.mapFrom(rule))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addInteger(expected.orElse(null));
        return client.preparedQuery(CHANGE).execute(row).map(AudienceRows::first);
    }

    /** Sets how the audience is kept and compared. */
    Uni<Optional<Audience>> plan(SqlClient client, String owner, String id, RefreshPlan plan, Instant now) {
        RefreshInterval refresh = plan.refresh();
        Tuple row = Tuple.of(owner, id, refresh == null ? null : refresh.name())
                .addInteger(plan.holdout())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addDouble(refresh == null ? 0.0 : refresh.length().toSeconds());
        return client.preparedQuery(PLAN).execute(row).map(AudienceRows::first);
    }

    /** By their origin. */
    Uni<Map<String, Audience>> madeFor(String owner, List<String> origins) {
        return pool.preparedQuery(MADE_FOR)
                .execute(Tuple.of(owner, origins.toArray(String[]::new)))
                .map(rows -> RowStream.of(rows)
                        .collect(Collectors.toMap(row -> row.getString("origin"), AudienceRows::audience)));
    }

    /** Latest changed first. */
    Uni<List<Audience>> list(
            String owner, Instant before, String beforeId, Optional<String> like, boolean onlyActive, int limit) {
        Tuple row = Tuple.of(owner, before.atOffset(ZoneOffset.UTC), beforeId, like.orElse(null), onlyActive, limit);
        return pool.preparedQuery(LIST).execute(row).map(rows -> all(rows, AudienceRows::audience));
    }

    /** Latest first. */
    Uni<List<Audience.Version>> versions(String owner, String id) {
        return pool.preparedQuery(VERSIONS).execute(Tuple.of(owner, id)).map(rows -> all(rows, AudienceRows::version));
    }

    /** Whether it was deleted; an audience whose members may carry its tag stays. */
    Uni<Boolean> remove(String owner, String id, Instant now) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(owner, id, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() > 0);
    }

    private static Optional<Audience> first(RowSet<Row> rows) {
        return all(rows, AudienceRows::audience).stream().findFirst();
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        return RowStream.of(rows).map(read).toList();
    }

    public static Audience audience(Row row) {
        OffsetDateTime next = row.getBoolean("active") ? row.getOffsetDateTime("refresh_at") : null;
        return new Audience(
                row.getString("id"),
                row.getString("name"),
                rule(row),
                row.getInteger("version"),
                row.getString("tag"),
                row.getBoolean("active"),
                row.getString("refresh") == null
                        ? RefreshInterval.NEVER
                        : RefreshInterval.valueOf(row.getString("refresh")),
                next == null ? null : next.toInstant(),
                row.getInteger("holdout"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                List.of());
    }

    private static Audience.Version version(Row row) {
        return new Audience.Version(
                row.getInteger("version"),
                row.getString("by"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("name"),
                rule(row));
    }

    public static Rule rule(Row row) {
        return row.getJsonObject("rule").mapTo(Rule.class);
    }
}
