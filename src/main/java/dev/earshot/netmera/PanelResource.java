package dev.earshot.netmera;

import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;

/** The check of our events and profile attributes against Netmera's panel, on demand. */
@Path("/admin/taxonomy-check")
@RolesAllowed("admin")
public class PanelResource {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final PanelCheck check;

    PanelResource(PanelCheck check) {
        this.check = check;
    }

    /** The differences found; none is good news. */
    @GET
    public Uni<Envelope<List<PanelFinding>>> check() {
        return check.check()
                .map(Envelope::of)
                .onFailure()
                .transform(failure ->
                        ApiException.busy("NETMERA_UNREACHABLE", "Netmera's panel could not be read", A_WHILE));
    }
}
