package dev.earshot.taxonomy;

import dev.earshot.http.upload.ImportConflict;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The taxonomy in Postgres. */
@Singleton
class SignalRows {
    static final String CHANNEL = "earshot_taxonomy";

    /**
     * Of two with the same id in one batch the last one counts. Lists travel as JSON, since Postgres has no arrays of
     * arrays of any length.
     */
    private static final String KEEP = """
            insert into signal (id, name, type, path, keywords, source, imported_by)
            select distinct on (id) id, name, type,
              array(select jsonb_array_elements_text(path::jsonb)),
                array(select jsonb_array_elements_text(keywords::jsonb)), $6, $7
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
              with ordinality as s (id, name, type, path, keywords, n)
            order by id, n desc
            on conflict (id) do update set name = excluded.name, type = excluded.type, path = excluded.path,
              keywords = excluded.keywords, source = excluded.source, imported_by = excluded.imported_by, retired_at = null,
              below = null
            """;

    private static final String RETIRE =
            "update signal set retired_at = $2 where imported_by <> $1 and retired_at is null returning id";

    private static final String REMEMBER = """
            update signal s set below = array(select jsonb_array_elements_text(r.below::jsonb))
            from unnest($1::text[], $2::text[]) as r (id, below) where s.id = r.id""";

    private static final String CHANGED = "update taxonomy_state set version = nextval('taxonomy_version')";

    private static final String LOAD =
            "select id, name, type, path, keywords, below, retired_at is not null as retired from signal order by path, id";

    private final Pool pool;
    private final InstantSource clock;

    SignalRows(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Adds or replaces these signals: a new version of the taxonomy. */
    Uni<Void> keep(List<Signal> signals, String source, String importId) {
        return pool.withTransaction(transaction ->
                        keep(transaction, signals, source, importId).chain(() -> changed(transaction)))
                .onFailure(ImportConflict::isIn)
                .retry()
                .atMost(3);
    }

    /** The same as a part of a transaction that makes the new version. */
    Uni<Void> keep(SqlClient transaction, List<Signal> signals, String source, String importId) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(signals.stream().map(Signal::id).toArray(String[]::new))
                .addArrayOfString(signals.stream().map(Signal::name).toArray(String[]::new))
                .addArrayOfString(signals.stream().map(s -> s.type().name()).toArray(String[]::new))
                .addArrayOfString(signals.stream().map(s -> json(s.path())).toArray(String[]::new))
                .addArrayOfString(signals.stream().map(s -> json(s.keywords())).toArray(String[]::new))
                .addString(source)
                .addString(importId);
        return transaction.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    /** @param before what stood below what when the import began, which it may have changed since */
    Uni<Void> retireOthers(SqlClient transaction, String importId, SignalFamilies before) {
        return transaction
                .preparedQuery(RETIRE)
                .execute(Tuple.of(importId, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> RowStream.of(rows).map(row -> row.getString("id")).toList())
                .chain(ids -> transaction
                        .preparedQuery(REMEMBER)
                        .execute(Tuple.of(
                                ids.toArray(String[]::new),
                                ids.stream().map(id -> json(before.below(id))).toArray(String[]::new))))
                .replaceWithVoid();
    }

    /**
     * Makes a transaction's changes a new version. Must come last: other changes to the taxonomy wait for the commit
     * from here on.
     */
    Uni<Void> changed(SqlClient transaction) {
        return transaction.query(CHANGED).execute().replaceWithVoid();
    }

    /** Notifies all replicas, this one too, of a new version; a replica that misses it polls. */
    Uni<Void> tell() {
        return pool.preparedQuery("select pg_notify($1, '')")
                .execute(Tuple.of(CHANNEL))
                .replaceWithVoid();
    }

    Uni<Boolean> isEmpty() {
        return pool.query("select not exists (select from signal) as empty")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("empty"));
    }

    Uni<Long> version() {
        return pool.query("select version from taxonomy_state")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Loaded> load() {
        return load(pool);
    }

    Uni<Loaded> load(SqlClient client) {
        return client.query(LOAD).execute().map(rows -> {
            Loaded loaded = new Loaded(new ArrayList<>(), new ArrayList<>());
            rows.forEach(row -> {
                if (row.getBoolean("retired")) {
                    loaded.retired()
                            .add(new RetiredSignal(
                                    signal(row),
                                    Optional.ofNullable(row.getArrayOfStrings("below"))
                                            .map(List::of)));
                } else {
                    loaded.signals().add(signal(row));
                }
            });
            return loaded;
        });
    }

    /** All signals of the taxonomy, with retired ones. */
    record Loaded(List<Signal> signals, List<RetiredSignal> retired) {
        TaxonomyIndex index(long version) {
            return new TaxonomyIndex(version, signals, retired);
        }

        SignalFamilies families() {
            return new SignalFamilies(signals, retired);
        }
    }

    private static Signal signal(Row row) {
        return new Signal(
                row.getString("id"),
                row.getString("name"),
                SignalType.valueOf(row.getString("type")),
                List.of(row.getArrayOfStrings("path")),
                List.of(row.getArrayOfStrings("keywords")));
    }

    private static String json(List<String> list) {
        return Json.encode(list);
    }
}
