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
    private final DeliveryStatus standing;

    DeliveryStatusResource(DeliveryStatus standing) {
        this.standing = standing;
    }

    @GET
    public Uni<Envelope<DeliveryStatus.View>> look() {
        return standing.look().map(Envelope::of);
    }
}
