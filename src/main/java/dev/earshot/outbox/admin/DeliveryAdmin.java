package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.OutboxWriter;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deliveries as operators see and control them. */
@Singleton
public class DeliveryAdmin {
    private static final String COLUMNS =
            "id, destination, customer_id, kind, status, attempts, answer, created_at, settled_at, replay_of";

    private static final String RETRY = """
            with again as (
              update delivery set status = 'PENDING', settled_at = null, seq = nextval('delivery_seq'),
                body = coalesce($2::jsonb, body)
              where id = $1 and status = 'REJECTED' and kind not in ('tag', 'untag')
              returning customer_id, destination, seq),
            %s
            select (select status from delivery where id = $1) as found,
              (select count(*) from again) as again""".formatted(OutboxWriter.due("again", "$3"));

    private static final String PAUSE =
            "insert into paused_destination select name from unnest($1::text[]) as name order by 1"
                    + " on conflict do nothing";

    private static final String RESUME = "delete from paused_destination where destination = any($1)";

    private final Pool pool;
    private final Destinations destinations;
    private final DeliveryPages pages;
    private final DeliveryReplay replays;
    private final OutboxWriter outbox;
    private final InstantSource clock;

    DeliveryAdmin(
            Pool pool,
            Destinations destinations,
            DeliveryPages pages,
            DeliveryReplay replays,
            OutboxWriter outbox,
            InstantSource clock) {
        this.pool = pool;
        this.destinations = destinations;
        this.pages = pages;
        this.replays = replays;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A filter of deliveries; an absent part means all.
     *
     * @param destination its name
     * @param event an event's taxonomy name, or {@code profile}
     * @param since the first moment of creation
     * @param until the first moment that is too late
     */
    public record Filter(
            Optional<String> destination,
            Optional<Status> status,
            Optional<String> customer,
            Optional<String> event,
            Optional<Instant> since,
            Optional<Instant> until) {}

    /** The state of a delivery. */
    public enum Status {
        PENDING,
        DELIVERED,
        REJECTED
    }

    /**
     * A stored delivery; never its content, which may be a profile.
     *
     * @param answer the destination's last answer, if it refused
     * @param replayOf the delivery that this one repeats
     */
    public record View(
            String id,
            String destination,
            String customerId,
            String event,
            Status status,
            int attempts,
            String answer,
            Instant createdAt,
            Instant settledAt,
            String replayOf) {}

    /** One page, latest first. It may be short, and even empty, and still have a next one. */
    public record Page(List<View> deliveries, Optional<String> next) {}

    public Uni<Page> list(Filter filter, Optional<String> cursor, int limit) {
        return pages.page(filter, PageCursor.of(cursor.orElse(null)), limit);
    }

    public Uni<Optional<View>> find(String id) {
        return pool.preparedQuery("select " + COLUMNS + " from delivery where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> RowStream.of(rows).map(DeliveryAdmin::view).findFirst());
    }

    /**
     * Makes a rejected delivery pending again, at the end of its customer's lane.
     *
     * @param corrected the content to send instead, if the rejected one was at fault
     */
    public Uni<View> retry(String id, Optional<JsonObject> corrected) {
        return corrected.isEmpty()
                ? again(id, corrected)
                : find(id).invoke(found -> found.ifPresent(it -> CorrectedBody.mustFit(it.event(), corrected.get())))
                        .chain(() -> again(id, corrected));
    }

    private Uni<View> again(String id, Optional<JsonObject> corrected) {
        Tuple row = Tuple.of(id, corrected.orElse(null), now());
        return pool.preparedQuery(RETRY).execute(row).chain(rows -> {
            Row result = rows.iterator().next();
            if (result.getString("found") == null) {
                throw ApiException.unknown("DELIVERY_NOT_FOUND", "There is no delivery " + id);
            }
            if (result.getLong("again") == 0) {
                throw ApiException.conflict(
                        "DELIVERY_NOT_REJECTED",
                        "Only a rejected delivery can be retried; replay repeats others, and a refresh of its audience a tag");
            }
            outbox.committed();
            return find(id).map(Optional::orElseThrow);
        });
    }

    /**
     * The result of a replay.
     *
     * @param replayed how many deliveries it repeated
     * @param remaining how many of the filter's deliveries come after them, counted up to 100,000
     * @param remainingIsAtLeast whether counting ended before they did
     */
    public record Replayed(long replayed, long remaining, boolean remainingIsAtLeast) {}

    /**
     * Repeats settled deliveries as new ones that name the old, oldest first. Its own deliveries are not repeated.
     *
     * @param cursor where the replay before ended
     */
    public Uni<Envelope<Replayed>> replay(Filter filter, Optional<String> cursor, int limit) {
        return replays.replay(filter, cursor, limit);
    }

    /**
     * Stops delivery on all replicas, or resumes it. Batches in flight are finished.
     *
     * @param destination only to this one
     */
    public Uni<Void> pause(Optional<String> destination, boolean paused) {
        String[] names = destination.map(Set::of).orElseGet(destinations::names).toArray(String[]::new);
        return pool.preparedQuery(paused ? PAUSE : RESUME)
                .execute(Tuple.of((Object) names))
                .invoke(outbox::committed)
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static View view(Row row) {
        OffsetDateTime settled = row.getOffsetDateTime("settled_at");
        return new View(
                row.getString("id"),
                row.getString("destination"),
                row.getString("customer_id"),
                row.getString("kind"),
                Status.valueOf(row.getString("status")),
                row.getInteger("attempts"),
                row.getString("answer"),
                row.getOffsetDateTime("created_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                row.getString("replay_of"));
    }
}
