package dev.earshot.customer;

import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What happened to a customer, in one list from all packages that hold rows of customers. */
@Singleton
class CustomerTimeline {
    /** Sets its cursors apart from those of other lists. */
    private static final String OWN = "timeline ";

    private final Pool pool;
    private final Customers customers;
    private final List<CustomerData> data;

    CustomerTimeline(Pool pool, Customers customers, @All List<CustomerData> data) {
        this.pool = pool;
        this.customers = customers;
        this.data = data;
    }

    /** One page, the latest first; refuses an unknown customer. */
    Uni<Envelope<List<TimelineEntry>>> page(CustomerId customer, String cursor, int limit) {
        PageCursor place = PageCursor.of(cursor, OWN);
        PageCursor before =
                cursor == null ? place : new PageCursor(place.at(), place.id().substring(OWN.length()));
        return customers
                .mustBeKnown(customer)
                .chain(() -> Multi.createFrom()
                        .iterable(data)
                        .onItem()
                        .transformToUniAndConcatenate(rows -> rows.timeline(pool, customer, before, limit + 1))
                        .collect()
                        .asList())
                .map(parts -> Envelope.page(merged(parts), limit, entry -> entry, CustomerTimeline::cursor));
    }

    private static List<TimelineEntry> merged(List<List<TimelineEntry>> parts) {
        List<TimelineEntry> all =
                new ArrayList<>(parts.stream().flatMap(Collection::stream).toList());
        all.sort(TimelineEntry.LATEST_FIRST);
        return all;
    }

    private static String cursor(TimelineEntry last) {
        return new PageCursor(last.at(), OWN + last.key()).cursor();
    }
}
