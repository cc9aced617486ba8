package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.common.ExternalId;
import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.outbox.Destinations;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Deliveries over HTTP, for operators: list, retry, replay, pause. A filter is read strictly: ignoring a misspelt
 * member would repeat more.
 */
@Path("/admin/deliveries")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("admin")
public class DeliveryResource {
    private static final int MOST_REPLAYED = 10_000;

    private final DeliveryAdmin deliveries;
    private final Destinations destinations;

    DeliveryResource(DeliveryAdmin deliveries, Destinations destinations) {
        this.deliveries = deliveries;
        this.destinations = destinations;
    }

    /**
     * What a replay repeats: {@code {"filter": {"destination": …, "status": "delivered", "customer": …, "event": …,
     * "since": …, "until": …}}}. An empty filter would repeat everything and is refused. {@code cursor} is the {@code
     * nextCursor} of the replay before, with the same filter.
     */
    public record Replay(
            @Valid FilterBody filter, @Size(max = 200) String cursor) {}

    /** A filter as JSON; times in ISO 8601. */
    public record FilterBody(
            @Size(max = 40) String destination,
            @Size(max = 20) String status,
            @Size(max = 2 * ExternalId.LONGEST) String customer,
            @Size(max = 100) String event,
            @Size(max = 40) String since,
            @Size(max = 40) String until) {

        boolean isEmpty() {
            return destination == null
                    && status == null
                    && customer == null
                    && event == null
                    && since == null
                    && until == null;
        }

        DeliveryAdmin.Filter filter(Destinations destinations) {
            return new DeliveryAdmin.Filter(
                    destinations.known(destination),
                    Optional.ofNullable(status).map(FilterBody::status),
                    Optional.ofNullable(customer),
                    Optional.ofNullable(event),
                    Optional.ofNullable(since).map(text -> moment("since", text)),
                    Optional.ofNullable(until).map(text -> moment("until", text)));
        }

        private static DeliveryAdmin.Status status(String name) {
            try {
                return DeliveryAdmin.Status.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid("INVALID_INPUT", "status", "must be pending, delivered or rejected");
            }
        }

        private static Instant moment(String field, String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw ApiException.invalid("INVALID_INPUT", field, "must be a time such as 2026-01-31T08:00:00Z");
            }
        }
    }

    /** Latest first; {@code nextCursor} is for the next page. */
    @GET
    public Uni<Envelope<List<DeliveryAdmin.View>>> list(
            @RestQuery String destination,
            @RestQuery String status,
            @RestQuery String customer,
            @RestQuery String event,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit) {
        DeliveryAdmin.Filter filter =
                new FilterBody(destination, status, customer, event, since, until).filter(destinations);
        return deliveries
                .list(filter, Optional.ofNullable(cursor), limit)
                .map(page -> Envelope.page(page.deliveries(), page.next().orElse(null)));
    }

    /** Resends a rejected delivery; a body {@code {"body": {…}}} corrects its content. */
    @POST
    @Path("/{id}/retry")
    public Uni<Envelope<DeliveryAdmin.View>> retry(@RestPath String id, Map<String, Object> body) {
        return deliveries.retry(id, corrected(body)).map(Envelope::of);
    }

    /**
     * Repeats settled deliveries as new ones; at most 10,000 at a time, oldest first. {@code nextCursor} goes on after
     * them, and {@code remaining} is their number.
     */
    @POST
    @Path("/replay")
    public Uni<Envelope<DeliveryAdmin.Replayed>> replay(@Valid Replay replay) {
        if (replay == null || replay.filter() == null || replay.filter().isEmpty()) {
            throw ApiException.invalid("INVALID_INPUT", "filter", "must say what to replay");
        }
        return deliveries.replay(
                replay.filter().filter(destinations), Optional.ofNullable(replay.cursor()), MOST_REPLAYED);
    }

    /** Holds deliveries back, all or those to one destination, on all replicas, until {@code resume}. */
    @POST
    @Path("/pause")
    public Uni<Envelope<Map<String, Boolean>>> pause(@RestQuery String destination) {
        return deliveries.pause(destinations.known(destination), true).replaceWith(Envelope.of(Map.of("paused", true)));
    }

    @POST
    @Path("/resume")
    public Uni<Envelope<Map<String, Boolean>>> resume(@RestQuery String destination) {
        return deliveries
                .pause(destinations.known(destination), false)
                .replaceWith(Envelope.of(Map.of("paused", false)));
    }

    private static Optional<JsonObject> corrected(Map<String, Object> body) {
        if (body == null || body.isEmpty()) {
            return Optional.empty();
        }
        if (body.size() == 1 && body.get("body") instanceof Map<?, ?> content) {
            return Optional.of(JsonObject.mapFrom(content));
        }
        throw ApiException.invalid(
                "INVALID_INPUT", "body", "must be the only field, an object with the delivery's content");
    }
}
