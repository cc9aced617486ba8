package dev.earshot.outbox.admin;

import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Whether deliveries flow, for operators. */
@Path("/admin/deliveries/state")
@RolesAllowed("admin")
public class DeliveryStatusResource {
    private final DeliveryStatus status;

    DeliveryStatusResource(DeliveryStatus status) {
        this.status = status;
    }

    @GET
    public Uni<Envelope<DeliveryStatus.View>> look() {
        return status.look().map(Envelope::of);
    }
}
