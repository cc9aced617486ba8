package dev.earshot.tool.report;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.DatabaseConfig;
import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * All rows of one statement, a page at a time, as of one moment: a cursor in a read-only transaction. The next page is
 * fetched when the one before has been taken, so that a reader holds one of the few connections for reports.
 *
 * <p>Hence three limits: some exports at once, a time for taking a page, and a time for all of it.
 */
@Singleton
class ExportedRows {
    /** One connection less than there are, so that slow readers never stop imports. */
    static final int MOST_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration COME_BACK = Duration.ofSeconds(10);
    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private final Pool pool;
    private final Vertx vertx;
    private final Duration limit;
    private final AtomicInteger open = new AtomicInteger();

    ExportedRows(@Standby(Use.REPORTS) Pool pool, Vertx vertx, DatabaseConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.limit = config.longStatementTimeout();
    }

    /**
     * What is made of the rows. It begins once the first of them are there, so that a statement that fails is answered
     * as such, and not by a file that breaks off.
     *
     * @param page how many rows are read together
     * @param file what is made of the pages; none of them is empty
     */
    <T> Multi<T> read(String statement, Tuple values, int page, Function<Multi<List<Row>>, Multi<T>> file) {
        return read(statement, values, page, PATIENCE, file);
    }

    /** @param patience how long the reader may take for each page */
    <T> Multi<T> read(
            String statement, Tuple values, int page, Duration patience, Function<Multi<List<Row>>, Multi<T>> file) {
        return Multi.createFrom()
                .resourceFromUni(
                        () -> place().chain(() -> opened(new Export(statement, values, page, patience))),
                        export -> file.apply(export.pages()))
                .withFinalizer(Export::close);
    }

    private Uni<Void> place() {
        return Uni.createFrom().deferred(() -> {
            if (open.incrementAndGet() > MOST_AT_ONCE) {
                open.decrementAndGet();
                throw ApiException.limited(
                        "TOO_MANY_EXPORTS", "Other exports are being downloaded; wait until one is done", COME_BACK);
            }
            return Uni.createFrom().voidItem();
        });
    }

    private static Uni<Export> opened(Export export) {
        return export.open().onFailure().invoke(export::close).onCancellation().invoke(export::close);
    }

    /** One reader's export. Its connection is given back when the reader is done, gives up, or takes too long. */
    private final class Export {
        private final String statement;
        private final Tuple values;
        private final int page;
        private final Duration patience;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final long deadline;
        private long waiting;
        private PreparedStatement prepared;
        private Cursor cursor;
        private List<Row> first;

        Export(String statement, Tuple values, int page, Duration patience) {
            this.statement = statement;
            this.values = values;
            this.page = page;
            this.patience = patience;
            this.deadline = vertx.setTimer(limit.toMillis(), late -> close());
        }

        /** Until the first rows are there, the pool may begin again, on the primary for instance. */
        Uni<Export> open() {
            return Uni.createFrom()
                    .emitter(opened -> pool.withTransaction(transaction ->
                                    over.isDone() ? Uni.createFrom().voidItem() : lent(transaction, opened))
                            .subscribe()
                            .with(done -> {}, opened::fail));
        }

        private Uni<Void> lent(SqlConnection transaction, UniEmitter<? super Export> opened) {
            return begun(transaction)
                    .invoke(() -> opened.complete(this))
                    .chain(() -> Uni.createFrom().completionStage(over))
                    .chain(() -> prepared.close().onFailure().recoverWithNull());
        }

        private Uni<Void> begun(SqlConnection transaction) {
            return transaction
                    .query(SNAPSHOT)
                    .execute()
                    .chain(() -> transaction.prepare(statement))
                    .invoke(ready -> prepared = ready)
                    .invoke(() -> cursor = prepared.cursor(values))
                    .chain(() -> cursor.read(page))
                    .invoke(rows -> first = RowStream.of(rows).toList())
                    .invoke(this::await)
                    .replaceWithVoid();
        }

        Multi<List<Row>> pages() {
            return Multi.createBy()
                    .repeating()
                    .uni(this::next)
                    .whilst(rows -> cursor.hasMore())
                    .filter(rows -> !rows.isEmpty());
        }

        private Uni<List<Row>> next() {
            return Uni.createFrom().deferred(() -> {
                vertx.cancelTimer(waiting);
                if (over.isDone()) {
                    return Uni.createFrom().failure(new TimeoutException());
                }
                List<Row> read = first;
                first = null;
                Uni<List<Row>> rows = read == null
                        ? cursor.read(page).map(more -> RowStream.of(more).toList())
                        : Uni.createFrom().item(read);
                return rows.invoke(this::await);
            });
        }

        private void await() {
            waiting = vertx.setTimer(patience.toMillis(), late -> close());
        }

        void close() {
            if (over.complete(null)) {
                vertx.cancelTimer(deadline);
                vertx.cancelTimer(waiting);
                open.decrementAndGet();
            }
        }
    }
}
