package dev.earshot.taxonomy;

import dev.earshot.common.ApiException;
import dev.earshot.common.Ids;
import dev.earshot.http.error.ImportStep;
import dev.earshot.http.upload.ImportConflict;
import dev.earshot.http.upload.ImportRun;
import dev.earshot.http.upload.Line;
import dev.earshot.postgres.SqlClients;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlClientHelper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Fills the taxonomy from lines, each a signal. */
@Singleton
class TaxonomyImport {
    private final SignalRows rows;
    private final SignalTaxonomy taxonomy;
    private final Pool pool;
    private final InstantSource clock;

    TaxonomyImport(SignalRows rows, SignalTaxonomy taxonomy, SqlClients clients, InstantSource clock) {
        this.rows = rows;
        this.taxonomy = taxonomy;
        this.pool = clients.patient();
        this.clock = clock;
    }

    /**
     * Adds or replaces the signals of these lines. The last step is the report, which comes when this replica knows
     * them. Fails with the {@link ApiException} {@code IMPORT_COLLIDED} where another import has been writing the same
     * signals for too long.
     *
     * @param strict import all or, if any line is bad, nothing: fails with {@code IMPORT_REFUSED}
     * @param replace retire every signal that the lines don't hold. A line that can't be read may hold any, so this is
     *     strict, too, and refuses lines without a signal
     */
    Multi<ImportStep> run(TaxonomyFormat format, Multi<Line> lines, boolean strict, boolean replace) {
        boolean allOrNothing = strict || replace;
        TaxonomyFormat.Body body = format.body();
        String importId = Ids.make("imp", clock.instant());
        ImportRun<Signal> signals = new ImportRun<>(body.reader(), allOrNothing, clock);
        Multi<Line> entries = body.entries().apply(lines);
        Function<SqlClient, Multi<ImportStep>> atOnce = transaction -> before(transaction, replace)
                .onItem()
                .transformToMulti(before -> signals.run(
                                entries, batch -> rows.keep(transaction, batch, format.source(), importId))
                        .onCompletion()
                        .call(() -> (replace
                                        ? retireOthers(transaction, signals, importId, before)
                                        : Uni.createFrom().voidItem())
                                .chain(() -> rows.changed(transaction))));
        Multi<ImportStep> batches = allOrNothing
                ? SqlClientHelper.inTransactionMulti(pool, atOnce)
                : signals.run(entries, batch -> rows.keep(batch, format.source(), importId));
        Multi<ImportStep> report = rows.tell()
                .chain(taxonomy::catchUp)
                .<ImportStep>map(known -> signals.report())
                .toMulti();
        return Multi.createBy()
                .concatenating()
                .streams(batches, report)
                .onFailure()
                .call(rows::tell)
                .onFailure(ImportConflict::isIn)
                .transform(collision -> ImportConflict.refusal());
    }

    private Uni<SignalFamilies> before(SqlClient transaction, boolean replace) {
        return replace
                ? rows.load(transaction).map(SignalRows.Loaded::families)
                : Uni.createFrom().item(new SignalFamilies(List.of(), List.of()));
    }

    private Uni<Void> retireOthers(
            SqlClient transaction, ImportRun<Signal> signals, String importId, SignalFamilies before) {
        return signals.imported() > 0
                ? rows.retireOthers(transaction, importId, before)
                : Uni.createFrom()
                        .failure(ApiException.invalid(
                                "IMPORT_REFUSED", "Nothing was replaced: the body holds no signals", List.of()));
    }
}
