package dev.earshot.audience.api;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.audience.RefreshInterval;
import dev.earshot.audience.RefreshPlan;
import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleValidator;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.audience.sizing.Overlap;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
import dev.earshot.taxonomy.SignalTaxonomy;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * A planner's own audiences. Rules are read strictly: ignoring a misspelt member would include the wrong customers.
 */
@Path("/audiences")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class AudienceResource {
    private final Audiences audiences;
    private final AudienceSizer sizer;
    private final SignalTaxonomy taxonomy;
    private final RuleValidator validator;
    private final Planner planner;

    AudienceResource(
            Audiences audiences,
            AudienceSizer sizer,
            SignalTaxonomy taxonomy,
            RuleValidator validator,
            Planner planner) {
        this.audiences = audiences;
        this.sizer = sizer;
        this.taxonomy = taxonomy;
        this.validator = validator;
        this.planner = planner;
    }

    /**
     * A new audience.
     *
     * @param name up to 200 characters
     * @param refresh how often it is refreshed by itself once it is active; never if absent
     * @param holdout the percentage of its members that never get the tag, to compare conversions with; none if absent
     */
    public record Draft(
            @NotBlank @Size(max = 200) String name,
            @NotNull Rule rule,
            RefreshInterval refresh,
            @Min(0) @Max(90) Integer holdout) {}

    /**
     * A changed audience.
     *
     * @param version the one that the caller has seen: refused (409 {@code AUDIENCE_CHANGED}) if it was changed since.
     *     Without it the last change wins.
     * @param refresh how often it is refreshed by itself; as before if absent
     * @param holdout the percentage of its members that never get the tag; as before if absent
     */
    public record Change(
            @NotBlank @Size(max = 200) String name,
            @NotNull Rule rule,
            @Min(1) Integer version,
            RefreshInterval refresh,
            @Min(0) @Max(90) Integer holdout) {}

    /** A rule to size. */
    public record Sizing(@NotNull Rule rule) {}

    /** Two audiences, by their ids. */
    public record AudiencePair(
            @NotNull @Size(min = 2, max = 2) List<@NotBlank @Size(max = 100) String> audiences) {}

    @POST
    public Uni<RestResponse<Envelope<Audience>>> make(@NotNull @Valid Draft draft) {
        return audiences
                .make(planner.id(), draft.name(), draft.rule(), new RefreshPlan(draft.refresh(), draft.holdout()))
                .map(audience -> ResponseBuilder.<Envelope<Audience>>created(URI.create("/audiences/" + audience.id()))
                        .entity(Envelope.of(audience))
                        .build());
    }

    /** Latest changed first; {@code q} searches names. */
    @GET
    public Uni<Envelope<List<Audience>>> list(
            @RestQuery @Size(max = 200) String q,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery String cursor) {
        return audiences.list(planner.id(), q, limit, PageCursor.of(cursor, "aud_"));
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<Audience>> audience(@RestPath String id) {
        return audiences.owned(planner.id(), id).map(Envelope::of);
    }

    /** Changes name and rule. The customers tagged in Netmera follow with the next refresh. */
    @PUT
    @Path("/{id}")
    public Uni<Envelope<Audience>> change(@RestPath String id, @NotNull @Valid Change change) {
        return audiences
                .change(
                        planner.id(),
                        id,
                        change.name(),
                        change.rule(),
                        Optional.ofNullable(change.version()),
                        new RefreshPlan(change.refresh(), change.holdout()))
                .map(Envelope::of);
    }

    /** Refused (409 {@code AUDIENCE_ACTIVE}) while customers carry its tag. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(@RestPath String id) {
        return audiences.remove(planner.id(), id);
    }

    /** Earlier versions with their authors; latest first. */
    @GET
    @Path("/{id}/versions")
    public Uni<Envelope<List<Audience.Version>>> versions(@RestPath String id) {
        return audiences.versions(planner.id(), id).map(Envelope::of);
    }

    @POST
    @Path("/estimate")
    public Uni<Envelope<Estimate>> estimate(@NotNull @Valid Sizing sizing) {
        return taxonomy.index()
                .map(index -> validator.validOrKept("rule", sizing.rule(), index))
                .chain(sizer::of)
                .map(Envelope::of);
    }

    /** How many customers are in both audiences. */
    @POST
    @Path("/overlap")
    public Uni<Envelope<Overlap>> overlap(@NotNull @Valid AudiencePair pair) {
        return audiences
                .owned(planner.id(), pair.audiences().get(0))
                .chain(one -> audiences
                        .owned(planner.id(), pair.audiences().get(1))
                        .chain(other -> sizer.overlap(one.rule(), other.rule())))
                .map(Envelope::of);
    }
}
