package dev.earshot.netmera;

import dev.earshot.common.ApiException;
import dev.earshot.customer.Consents;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Customers;
import dev.earshot.event.Event;
import dev.earshot.netmera.TestEventReport.Status;
import dev.earshot.netmera.TestEventReport.Step;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.outbox.admin.DeliveryProgress;
import dev.earshot.outbox.admin.DeliveryProgressTracker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends events that test the data flow, and follows them.
 *
 * <p>A test event is an {@code ai_session_started} whose platform is {@value #PLATFORM}: it takes the path of all
 * events and fails where they fail, and the panel need not know anything extra. Journeys and segments can exclude that
 * platform. It belongs to no session, so it counts in no funnel.
 */
@Singleton
class TestEvents {
    static final String PLATFORM = "earshot_test";
    private static final String ENTRY_POINT = "test";

    private final Pool pool;
    private final OutboxWriter outbox;
    private final DeliveryProgressTracker tracker;
    private final Customers customers;
    private final Consents consents;
    private final CustomerLookup known;
    private final InstantSource clock;

    TestEvents(
            Pool pool,
            OutboxWriter outbox,
            DeliveryProgressTracker tracker,
            Customers customers,
            Consents consents,
            CustomerLookup known,
            InstantSource clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.tracker = tracker;
        this.customers = customers;
        this.consents = consents;
        this.known = known;
        this.clock = clock;
    }

    /**
     * Writes a test event of this customer into the outbox and returns the delivery's id; refuses an opted-out
     * customer.
     */
    Uni<String> send(CustomerId customer) {
        Instant now = clock.instant();
        NewDelivery event = NewDelivery.of(new Event.SessionStarted(PLATFORM, ENTRY_POINT), now);
        return pool.withTransaction(transaction -> consents.isGranted(transaction, customer)
                        .invoke(TestEvents::mustBeGranted)
                        .chain(() -> outbox.record(transaction, customer, null, List.of(event), now)))
                .invoke(outbox::committed)
                .replaceWith(event.id());
    }

    Uni<TestEventReport> report(String id) {
        return tracker.of(id)
                .chain(progress -> customers
                        .isKnown(progress.customer())
                        .chain(here -> known.step(progress)
                                .map(profile -> TestEventReport.of(
                                        id,
                                        progress.customer().value(),
                                        progress.event(),
                                        steps(progress, here, profile)))));
    }

    private static void mustBeGranted(boolean granted) {
        if (!granted) {
            throw ApiException.conflict("CONSENT_DENIED", "This customer has opted out: no events are sent");
        }
    }

    private static List<Step> steps(DeliveryProgress progress, boolean here, Step profile) {
        List<Step> steps = new ArrayList<>();
        steps.add(
                here
                        ? new Step("customer", Status.DONE, null, "Known from earlier sessions")
                        : new Step("customer", Status.WARNING, null, "Unknown customer: check the id"));
        steps.add(new Step("stored", Status.DONE, progress.createdAt(), "Pending as " + progress.id()));
        steps.add(claimed(progress));
        steps.add(delivered(progress));
        steps.add(profile);
        return steps;
    }

    private static Step claimed(DeliveryProgress progress) {
        return progress.claimedAt()
                .map(at -> new Step("claimed", Status.DONE, at, "A dispatcher claimed it"))
                .orElseGet(() -> new Step(
                        "claimed", Status.WAITING, null, progress.obstacle().orElse(null)));
    }

    private static Step delivered(DeliveryProgress progress) {
        Instant at = progress.settledAt().orElse(null);
        return switch (progress.status()) {
            case DELIVERED -> new Step("delivered", Status.DONE, at, "Netmera took it");
            case REJECTED ->
                new Step(
                        "delivered",
                        Status.FAILED,
                        at,
                        "Netmera rejected it: " + progress.answer().orElse(""));
            case PENDING ->
                new Step(
                        "delivered",
                        Status.WAITING,
                        null,
                        progress.claimedAt().isEmpty()
                                ? null
                                : progress.obstacle().orElse("It is being sent"));
        };
    }
}
