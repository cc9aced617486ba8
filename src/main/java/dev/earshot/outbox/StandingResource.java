package dev.earshot.outbox;

import dev.earshot.web.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Whether deliveries flow, for operators. */
@Path("/admin/deliveries/state")
@RolesAllowed("admin")
public class StandingResource {
    private final Standing standing;

    StandingResource(Standing standing) {
        this.standing = standing;
    }

    @GET
    public Uni<Envelope<Standing.View>> look() {
        return standing.look().map(Envelope::of);
    }
}
