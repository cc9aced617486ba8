package dev.earshot.customer;

import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** A customer's history, and the rights: export, erasure and opting out. */
@Path("/admin/customers/{id}")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("admin")
public class CustomerResource {
    private final Customers customers;
    private final CustomerTimeline timeline;
    private final Consents consents;
    private final Pool pool;
    private final InstantSource clock;

    CustomerResource(
            Customers customers, CustomerTimeline timeline, Consents consents, Pool pool, InstantSource clock) {
        this.customers = customers;
        this.timeline = timeline;
        this.consents = consents;
        this.pool = pool;
        this.clock = clock;
    }

    /** {@code {"granted": false}}. */
    public record Consent(@NotNull Boolean granted) {}

    /** Everything held of a customer, as a download. */
    @GET
    public Uni<RestResponse<Envelope<Map<String, Object>>>> export(@RestPath String id) {
        return customers
                .export(customer(id))
                .map(held -> RestResponse.ResponseBuilder.ok(
                                Envelope.of(held.getMap()), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"customer.json\"")
                        .build());
    }

    /**
     * Sessions, calls, events and profiles with their deliveries, signals, audiences and consent in one list, latest
     * first. An unknown customer: 404.
     */
    @GET
    @Path("/timeline")
    public Uni<Envelope<List<TimelineEntry>>> timeline(
            @RestPath String id,
            @RestQuery @Size(max = 200) String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return timeline.page(customer(id), cursor, limit);
    }

    /** Removes all data of a customer, here at once and at Netmera as soon as it can be reached. */
    @DELETE
    public Uni<Void> erase(@RestPath String id) {
        return customers.erase(customer(id), clock.instant());
    }

    /** Opts a customer in or out. */
    @PUT
    @Path("/consent")
    public Uni<Envelope<Consent>> consent(@RestPath String id, @NotNull @Valid Consent consent) {
        return pool.withTransaction(
                        transaction -> consents.set(transaction, customer(id), consent.granted(), clock.instant()))
                .replaceWith(Envelope.of(consent));
    }

    private static CustomerId customer(String id) {
        return CustomerId.any("id", id);
    }
}
