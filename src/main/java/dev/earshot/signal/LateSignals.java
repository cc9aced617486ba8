package dev.earshot.signal;

import dev.earshot.common.OneByOne;
import dev.earshot.customer.CustomerData;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerLock;
import dev.earshot.postgres.RowStream;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Removes signals and events of customers that had opted out by the time these were committed. A call sees opt-outs as
 * they are when its statement begins; one committed during that call is not seen by it, and what the call left is not
 * seen by the opt-out.
 *
 * <p>Each call leaves a change behind, and so does each opt-out. Whichever of the two is committed last, its change is
 * found here. Changes of opted-out customers are left to this, and never counted.
 */
@Singleton
public class LateSignals {
    private static final String FIND = """
            select distinct c.customer_id
            from (select customer_id from signal_change union all select customer_id from event_change) c
            where exists (select from denial d where d.customer_id = c.customer_id) limit 1000""";

    private final Pool pool;
    private final List<CustomerData> data;

    LateSignals(Pool pool, @All List<CustomerData> data) {
        this.pool = pool;
        this.data = data;
    }

    @Scheduled(every = "${earshot.signal.count-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> withdraw() {
        return withdrawNow();
    }

    /** Completes once nothing is left of customers that had opted out before. */
    public Uni<Void> withdrawNow() {
        return pool.query(FIND)
                .execute()
                .map(found -> RowStream.of(found)
                        .map(row -> new CustomerId(row.getString("customer_id")))
                        .toList())
                .chain(late -> OneByOne.all(
                        late, customer -> pool.withTransaction(transaction -> withdraw(transaction, customer))))
                .replaceWithVoid();
    }

    /** All that an opt-out removes; an audience may have been planned with the signal meanwhile. */
    private Uni<Void> withdraw(SqlConnection transaction, CustomerId customer) {
        Uni<Void> withdrawn = CustomerLock.take(transaction, customer);
        for (CustomerData rows : data) {
            withdrawn = withdrawn.chain(() -> rows.deniedLate(transaction, customer));
        }
        return withdrawn;
    }
}
