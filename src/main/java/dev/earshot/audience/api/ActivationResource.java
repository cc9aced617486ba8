package dev.earshot.audience.api;

import dev.earshot.audience.activation.Activation;
import dev.earshot.audience.activation.Activations;
import dev.earshot.audience.activation.Holdout;
import dev.earshot.audience.activation.TagRefusals;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.http.auth.Planner;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Hands a planner's audience to Netmera, as a tag of its members. It answers at once; {@code activations} shows the
 * progress.
 */
@Path("/audiences/{id}")
@RolesAllowed("planner")
public class ActivationResource {
    private final Activations activations;
    private final TagRefusals refusals;
    private final Planner planner;

    ActivationResource(Activations activations, TagRefusals refusals, Planner planner) {
        this.activations = activations;
        this.refusals = refusals;
        this.planner = planner;
    }

    /** Tags the members. Changes nothing for an active audience and returns its latest activation. */
    @POST
    @Path("/activate")
    public Uni<RestResponse<Envelope<Activation>>> activate(@RestPath String id) {
        return activations.activate(planner.id(), id).map(ActivationResource::accepted);
    }

    /** Tags new members and untags former ones. */
    @POST
    @Path("/refresh")
    public Uni<RestResponse<Envelope<Activation>>> refresh(@RestPath String id) {
        return activations.refresh(planner.id(), id).map(ActivationResource::accepted);
    }

    /** Untags all customers; called again, retries those that Netmera would not untag. */
    @POST
    @Path("/deactivate")
    public Uni<RestResponse<Envelope<Activation>>> deactivate(@RestPath String id) {
        return activations.deactivate(planner.id(), id).map(ActivationResource::accepted);
    }

    /** Activations with author and time; latest first. */
    @GET
    @Path("/activations")
    public Uni<Envelope<List<Activation>>> list(
            @RestPath String id, @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit, @RestQuery String cursor) {
        return activations.list(planner.id(), id, limit, PageCursor.of(cursor, "act_"));
    }

    @GET
    @Path("/activations/{activationId}")
    public Uni<Envelope<Activation>> activation(@RestPath String id, @RestPath String activationId) {
        return activations.find(planner.id(), id, activationId).map(Envelope::of);
    }

    /** Customers that Netmera will not tag or untag, with its answer. */
    @GET
    @Path("/refused")
    public Uni<Envelope<List<TagRefusals.Refused>>> refused(
            @RestPath String id,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Size(max = 400) String cursor) {
        return refusals.list(planner.id(), id, limit, cursor);
    }

    /** How members with the tag and those held out converted; customers who left the audience since are included. */
    @GET
    @Path("/holdout")
    public Uni<Envelope<Holdout.Trial>> holdout(@RestPath String id) {
        return activations.holdout(planner.id(), id).map(Envelope::of);
    }

    private static RestResponse<Envelope<Activation>> accepted(Activation activation) {
        return ResponseBuilder.<Envelope<Activation>>create(Status.ACCEPTED)
                .entity(Envelope.of(activation))
                .header(
                        HttpHeaders.LOCATION,
                        "/audiences/" + activation.audienceId() + "/activations/" + activation.id())
                .build();
    }
}
