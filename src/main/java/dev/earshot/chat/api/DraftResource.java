package dev.earshot.chat.api;

import dev.earshot.audience.Rule;
import dev.earshot.chat.run.Drafts;
import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The draft of a planner's own conversation, for front ends that let planners edit it. Rules are read strictly, as
 * those of audiences.
 */
@Path("/chat/conversations/{id}/draft")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class DraftResource {
    private final Drafts drafts;
    private final Planner planner;

    DraftResource(Drafts drafts, Planner planner) {
        this.drafts = drafts;
        this.planner = planner;
    }

    /**
     * An edited draft.
     *
     * @param after the id of the reply that the edited draft came from: refused (409 {@code DRAFT_CHANGED}) if there is
     *     a later one. Without it the last change wins.
     */
    public record Change(
            @NotNull Rule rule, @Size(max = 100) String after) {}

    /** The next reply goes on from it. Refused (409 {@code RUN_IN_PROGRESS}) during a reply. */
    @PUT
    public Uni<Envelope<Drafts.Draft>> change(@RestPath String id, @NotNull @Valid Change change) {
        return drafts.change(id, planner.id(), change.rule(), Optional.ofNullable(change.after()))
                .map(Envelope::of);
    }
}
