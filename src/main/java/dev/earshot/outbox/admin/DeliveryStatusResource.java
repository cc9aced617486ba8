package dev.earshot.outbox.admin;

import dev.earshot.http.Envelope;
import dev.earshot.outbox.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** Whether deliveries flow, for operators. */
@Path("/admin/deliveries/state")
@RolesAllowed("admin")
public class DeliveryStatusResource {
    private final DeliveryStatus status;
    private final Destinations destinations;

    DeliveryStatusResource(DeliveryStatus status, Destinations destinations) {
        this.status = status;
        this.destinations = destinations;
    }

    @GET
    public Uni<Envelope<DeliveryStatus.View>> look(@RestQuery String destination) {
        return status.look(destinations.known(destination)).map(Envelope::of);
    }
}
