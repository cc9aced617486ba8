package dev.earshot.signal;

import dev.earshot.Refusal;
import dev.earshot.web.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The taxonomy that audiences are made of. */
@Path("/taxonomy/signals")
@RolesAllowed("planner")
public class TaxonomyResource {
    private final Taxonomy taxonomy;
    private final Reach reach;

    TaxonomyResource(Taxonomy taxonomy, Reach reach) {
        this.taxonomy = taxonomy;
        this.reach = reach;
    }

    /**
     * A signal as callers see it.
     *
     * @param type {@code location}, {@code transaction}, {@code demographic} or {@code interest}
     * @param reach how many customers showed it
     */
    public record Entry(String id, String name, String type, List<String> path, List<String> keywords, long reach) {
        static Entry of(Signal signal, long reach) {
            return new Entry(
                    signal.id(), signal.name(), signal.type().wireName(), signal.path(), signal.keywords(), reach);
        }
    }

    @GET
    public Uni<Envelope<List<Entry>>> search(
            @RestQuery @Size(max = 200) String q,
            @RestQuery String type,
            @RestQuery @DefaultValue("20") @Min(1) @Max(200) int limit) {
        SignalType wanted = type == null ? null : type(type);
        return taxonomy.index()
                .map(index -> index.search(q, wanted, limit))
                .chain(this::entries)
                .map(Envelope::of);
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<Entry>> signal(@RestPath String id) {
        return taxonomy.index()
                .map(index -> index.find(id)
                        .orElseThrow(() -> Refusal.unknown("SIGNAL_NOT_FOUND", "There is no such signal")))
                .chain(signal -> entries(List.of(signal)))
                .map(entries -> Envelope.of(entries.get(0)));
    }

    private Uni<List<Entry>> entries(List<Signal> signals) {
        return reach.of(signals.stream().map(Signal::id).toList())
                .map(counts -> signals.stream()
                        .map(signal -> Entry.of(signal, counts.get(signal.id())))
                        .toList());
    }

    private static SignalType type(String name) {
        try {
            return SignalType.of(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("INVALID_INPUT", "type", "must be location, transaction, demographic or interest");
        }
    }
}
