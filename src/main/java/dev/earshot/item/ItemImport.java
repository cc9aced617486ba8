package dev.earshot.item;

import dev.earshot.common.ApiException;
import dev.earshot.http.error.ImportStep;
import dev.earshot.http.upload.ImportConflict;
import dev.earshot.http.upload.ImportRun;
import dev.earshot.http.upload.Line;
import dev.earshot.http.upload.LineResult;
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

/** Fills the catalogue from lines of JSON, each an {@link Item}, or from a table. */
@Singleton
public class ItemImport {
    private final CatalogueWriter catalogue;
    private final Items items;
    private final Pool pool;
    private final InstantSource clock;

    ItemImport(CatalogueWriter catalogue, Items items, SqlClients clients, InstantSource clock) {
        this.catalogue = catalogue;
        this.items = items;
        this.pool = clients.patient();
        this.clock = clock;
    }

    /**
     * Adds or replaces the items of these lines, a batch at a time; the last step is the report. Fails with the {@link
     * dev.earshot.common.ApiException} {@code IMPORT_COLLIDED} where another import has been writing the same items for
     * too long.
     *
     * @param strict import all or, if any line is bad, nothing: fails with {@code IMPORT_REFUSED}. Its price is a
     *     transaction that stays open while the lines arrive
     * @param replace withdraw every item that the lines don't hold. A line that can't be read may hold any, so this is
     *     strict, too, and refuses lines without an item
     */
    public Multi<ImportStep> run(Multi<Line> lines, boolean strict, boolean replace) {
        return run(ItemReader::read, lines, strict, replace);
    }

    /** The same of a table in CSV. */
    public Multi<ImportStep> runTable(Multi<Line> lines, boolean strict, boolean replace) {
        ItemCsv table = new ItemCsv();
        return run(table::read, table.records(lines), strict, replace);
    }

    private Multi<ImportStep> run(
            Function<String, LineResult<Item>> reader, Multi<Line> lines, boolean strict, boolean replace) {
        ImportRun<Item> lined = new ImportRun<>(reader, strict || replace, clock);
        Multi<ImportStep> batches = replace
                ? SqlClientHelper.inTransactionMulti(pool, transaction -> replace(transaction, lined, lines))
                : strict
                        ? SqlClientHelper.inTransactionMulti(
                                pool, transaction -> lined.run(lines, batch -> catalogue.keep(transaction, batch)))
                        : lined.run(lines, catalogue::keep);
        Multi<ImportStep> told = batches.onTermination()
                .call(() -> lined.imported() > 0
                        ? items.changed()
                        : Uni.createFrom().voidItem());
        return Multi.createBy()
                .concatenating()
                .streams(told, Multi.createFrom().item(lined::report))
                .onFailure(ImportConflict::isIn)
                .transform(collision -> ImportConflict.refusal());
    }

    private Multi<ImportStep> replace(SqlClient transaction, ImportRun<Item> lined, Multi<Line> lines) {
        return catalogue
                .remember(transaction)
                .onItem()
                .transformToMulti(ready -> lined.run(lines, batch -> catalogue.keepSeen(transaction, batch)))
                .onCompletion()
                .call(() -> lined.imported() > 0
                        ? catalogue.withdrawOthers(transaction)
                        : Uni.createFrom()
                                .failure(ApiException.invalid(
                                        "IMPORT_REFUSED", "Nothing was replaced: the body holds no items", List.of())));
    }

    /** Withdraws an item from search and view; fails if there is none. What was recorded about it stays. */
    public Uni<Void> withdraw(String itemId) {
        return catalogue
                .withdraw(itemId)
                .chain(was -> was
                        ? items.changed()
                        : Uni.createFrom()
                                .failure(ApiException.unknown("ITEM_NOT_FOUND", "There is no item " + itemId)));
    }

    /** Whether the catalogue holds nothing yet. */
    public Uni<Boolean> isDue() {
        return catalogue.isEmpty();
    }
}
