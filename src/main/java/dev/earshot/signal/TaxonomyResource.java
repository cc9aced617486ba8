package dev.earshot.signal;

import dev.earshot.http.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The taxonomy that audiences are made of. */
@Path("/taxonomy/signals")
@RolesAllowed("planner")
public class TaxonomyResource {
    private final SignalSearch signals;

    TaxonomyResource(SignalSearch signals) {
        this.signals = signals;
    }

    @GET
    public Uni<Envelope<List<SignalEntry>>> search(
            @RestQuery @Size(max = 200) String q,
            @RestQuery String type,
            @RestQuery @DefaultValue("20") @Min(1) @Max(200) int limit,
            @Context HttpHeaders headers) {
        return signals.search(Optional.ofNullable(q), Optional.ofNullable(type), limit, language(headers))
                .map(Envelope::of);
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<SignalEntry>> signal(@RestPath String id, @Context HttpHeaders headers) {
        return signals.find(id, language(headers)).map(Envelope::of);
    }

    /** The first of {@code Accept-Language}. */
    private static String language(HttpHeaders headers) {
        return headers.getAcceptableLanguages().get(0).getLanguage();
    }
}
