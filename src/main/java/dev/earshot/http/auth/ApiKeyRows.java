package dev.earshot.http.auth;

import dev.earshot.postgres.GroupedLookup;
import dev.earshot.postgres.PipelinedQueries;
import dev.earshot.postgres.RowStream;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys in Postgres. */
@ApplicationScoped
class ApiKeyRows {
    private static final String COLUMNS = "id, platform, name, created_by, created_at, revoked_at";

    private static final String VALID =
            "select id, platform, hash from api_key where id = any($1) and revoked_at is null";

    private final Pool pool;
    private final PipelinedQueries queries;
    private final GroupedLookup<Valid> valid = new GroupedLookup<>(this::valid);

    ApiKeyRows(Pool pool, PipelinedQueries queries) {
        this.pool = pool;
        this.queries = queries;
    }

    /** What a key is checked by. */
    record Valid(String platform, byte[] hash) {}

    /**
     * The key of this id, unless it was revoked. Cached for 2 seconds, found or not: every call asks, and a revoked key
     * may work for that long on any replica. Anybody may send made-up keys, each of them another, so looking them up
     * takes no connection from calls, and one statement at a time.
     */
    @CacheResult(cacheName = "api-keys")
    Uni<Optional<Valid>> find(String id) {
        return valid.find(id);
    }

    private Uni<Map<String, Valid>> valid(List<String> ids) {
        return queries.find(VALID, Tuple.of((Object) ids.toArray(String[]::new)))
                .map(rows -> RowStream.of(rows)
                        .collect(Collectors.toMap(
                                row -> row.getString("id"),
                                row -> new Valid(
                                        row.getString("platform"),
                                        row.getBuffer("hash").getBytes()))));
    }

    Uni<Void> add(ApiKey key, byte[] hash) {
        Tuple row = Tuple.of(key.id(), io.vertx.core.buffer.Buffer.buffer(hash), key.platform())
                .addString(key.name())
                .addString(key.createdBy())
                .addOffsetDateTime(key.createdAt().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery("insert into api_key (id, hash, platform, name, created_by, created_at)"
                        + " values ($1, $2, $3, $4, $5, $6)")
                .execute(row)
                .replaceWithVoid();
    }

    /** All keys ever made, newest first. */
    Uni<List<ApiKey>> all() {
        return pool.preparedQuery("select " + COLUMNS + " from api_key order by id desc")
                .execute()
                .map(rows -> RowStream.of(rows).map(ApiKeyRows::key).toList());
    }

    /** Revokes a key, once; returns whether there is one of this id. */
    Uni<Boolean> revoke(String id, Instant now) {
        return pool.preparedQuery("update api_key set revoked_at = coalesce(revoked_at, $2) where id = $1")
                .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    private static ApiKey key(Row row) {
        OffsetDateTime revoked = row.getOffsetDateTime("revoked_at");
        return new ApiKey(
                row.getString("id"),
                row.getString("platform"),
                row.getString("name"),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                revoked == null ? null : revoked.toInstant());
    }
}
