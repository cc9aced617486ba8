package dev.earshot.netmera;

import dev.earshot.customer.CustomerId;
import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** A customer's profile here and at Netmera, for a support desk. */
@Path("/admin/customers/{id}/profile")
@RolesAllowed("admin")
public class ProfileResource {
    private final ProfileComparison profiles;

    ProfileResource(ProfileComparison profiles) {
        this.profiles = profiles;
    }

    /** Asks Netmera at each call. If it can't be read, {@code netmera} says so. An unknown customer: 404. */
    @GET
    public Uni<Envelope<ProfileComparison.Comparison>> compare(@RestPath String id) {
        return profiles.of(CustomerId.any("id", id)).map(Envelope::of);
    }
}
