package dev.earshot.item;

import dev.earshot.Connections;
import dev.earshot.web.Collision;
import dev.earshot.web.Import;
import dev.earshot.web.ImportStep;
import dev.earshot.web.Line;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClientHelper;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Fills the catalogue from lines of JSON, each an {@link Item}. */
@Singleton
public class ItemImport {
    private final Catalogue catalogue;
    private final Items items;
    private final Pool pool;
    private final InstantSource clock;

    ItemImport(Catalogue catalogue, Items items, Connections connections, InstantSource clock) {
        this.catalogue = catalogue;
        this.items = items;
        this.pool = connections.patient();
        this.clock = clock;
    }

    /**
     * Adds or replaces the items of these lines, a batch at a time; the last step is the report. Fails with the {@link dev.earshot.Refusal}
     * {@code IMPORT_COLLIDED} where another import has been writing the same items for too long.
     *
     * @param strict import all or, if any line is bad, nothing: fails with {@code IMPORT_REFUSED}. Its price is a transaction that stays open
     *     while the lines arrive
     */
    public Multi<ImportStep> run(Multi<Line> lines, boolean strict) {
        Import<Item> lined = new Import<>(ItemReader::read, strict, clock);
        Multi<ImportStep> batches = strict
                ? SqlClientHelper.inTransactionMulti(
                        pool, transaction -> lined.run(lines, batch -> catalogue.keep(transaction, batch)))
                : lined.run(lines, catalogue::keep);
        Multi<ImportStep> report =
                items.changed().map(forgotten -> lined.report()).toMulti();
        return Multi.createBy()
                .concatenating()
                .streams(batches, report)
                .onFailure(Collision::isIn)
                .transform(collision -> Collision.refusal());
    }

    /** Whether the catalogue holds nothing yet. */
    public Uni<Boolean> isDue() {
        return catalogue.isEmpty();
    }
}
