package dev.earshot.outbox;

import dev.earshot.outbox.dispatch.Dispatcher;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The base of delivery tests: nothing is pending before, and nothing leaves until the test dispatches it. */
public abstract class Drained {
    public NetmeraStub netmera;
    InsightarcStub insightarc;

    @Inject
    Dispatcher dispatcher;

    @Inject
    public SettableClock clock;

    @Inject
    public Pool pool;

    public final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void nothingIsOwed() {
        netmera.reset();
        insightarc.reset();
        pool.query("truncate delivery, lane, denial, customer_signal").executeAndAwait();
        Catalogue.ofASmallShop();
    }

    /** Sends what is due and says how many deliveries that were. */
    public int drain() {
        return dispatcher.drain().await().atMost(Duration.ofSeconds(20));
    }

    /** Stores a signal that a customer has shown. */
    void shows(String whom, String signal) {
        pool.preparedQuery("""
                insert into customer_signal (customer_id, signal_id, strength, count, first_seen, last_seen, source)
                values ($1, $2, 0.5, 2, now(), now(), 'query')""").executeAndAwait(Tuple.of(whom, signal));
    }

    int signals(String whom) {
        return row("select count(*)::int as n from customer_signal where customer_id = $1", whom)
                .getInteger("n");
    }

    public Row row(String sql, Object... parameters) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.wrap(parameters))
                .iterator()
                .next();
    }
}
