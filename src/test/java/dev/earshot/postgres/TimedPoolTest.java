package dev.earshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Surroundings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of one connection, with event loops that are busy when they shouldn't be. */
class TimedPoolTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final VertxInternal vertx = (VertxInternal) Vertx.vertx();
    private final Context owners = vertx.createEventLoopContext();
    private final Context callers = vertx.createEventLoopContext();
    private Pool pool;

    @BeforeEach
    void open() {
        EmbeddedDatabase postgres = Surroundings.database();
        String url = postgres.database("timed_" + Long.toString(System.nanoTime(), 36));
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(postgres.user());
        pool = new TimedPool(
                PgBuilder.pool()
                        .using(vertx)
                        .connectingTo(options)
                        .with(new PoolOptions().setMaxSize(1).setConnectionTimeout(0))
                        .build(),
                vertx,
                LIMIT);
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void a_connection_that_was_on_its_way_when_the_time_was_over_goes_back_to_the_pool() throws Exception {
        // The connection belongs to this context's event loop, and is handed over by it.
        of(on(owners, pool::getConnection)).close();
        SqlConnection held = of(on(callers, pool::getConnection));
        Future<SqlConnection> waiting = on(callers, pool::getConnection);
        CountDownLatch busy = new CountDownLatch(1);
        owners.runOnContext(now -> uninterrupted(busy));
        held.close();

        assertThatThrownBy(() -> of(waiting)).hasCauseInstanceOf(DatabaseSilentException.class);
        busy.countDown();

        SqlConnection next = of(on(callers, pool::getConnection));
        assertThat(one(next)).hasSize(1);
    }

    @Test
    void callers_who_have_given_up_keep_no_connection_from_the_next() throws Exception {
        SqlConnection held = of(on(callers, pool::getConnection));
        for (int i = 0; i < 50; i++) {
            Future<SqlConnection> waiting = on(i % 2 == 0 ? owners : callers, pool::getConnection);
            if (i == 49) {
                assertThatThrownBy(() -> of(waiting)).hasCauseInstanceOf(DatabaseSilentException.class);
            }
        }
        held.close();

        SqlConnection next = of(on(owners, pool::getConnection));
        assertThat(one(next)).hasSize(1);
    }

    private static RowSet<Row> one(SqlConnection connection) throws Exception {
        return of(connection.query("select 1").execute());
    }

    private static <T> Future<T> on(Context context, Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(outcome));
        return outcome.future();
    }

    private static <T> T of(Future<T> future) throws ExecutionException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing came", e);
        }
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
