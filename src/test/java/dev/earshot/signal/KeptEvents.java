package dev.earshot.signal;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.stub.InsightarcStub;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;

/** A customer whose events are read back from the database. */
abstract class KeptEvents {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    InsightarcStub insightarc;

    @Inject
    SignalBitmaps bits;

    @Inject
    Pool pool;

    final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void quiet() {
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    List<Row> events(String id) {
        bits.upToDate().await().atMost(PATIENCE);
        return StreamSupport.stream(
                        pool.preparedQuery("select e.* from customer_event e join customer_number using (number)"
                                        + " where customer_id = $1 order by at, event")
                                .executeAndAwait(Tuple.of(id))
                                .spliterator(),
                        false)
                .toList();
    }

    List<String> names(String id) {
        return events(id).stream().map(row -> row.getString("event")).toList();
    }
}
