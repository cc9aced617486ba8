package dev.earshot.chat.api;

import dev.earshot.chat.Conversations;
import dev.earshot.chat.run.Replies;
import dev.earshot.common.TextSanitizer;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** A planner's own conversations. */
@Path("/chat/conversations")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class ConversationResource {
    private static final int LONGEST_TITLE = 200;

    private final Conversations conversations;
    private final Replies replies;
    private final Planner planner;

    ConversationResource(Conversations conversations, Replies replies, Planner planner) {
        this.conversations = conversations;
        this.replies = replies;
        this.planner = planner;
    }

    /**
     * A name for a conversation.
     *
     * @param title up to 200 characters
     */
    public record Title(@NotBlank @Size(max = LONGEST_TITLE) String title) {}

    /**
     * A new conversation, for front ends that stream its first reply too.
     *
     * @param title up to 200 characters; without one, the first prompt gives it
     */
    public record Opening(@Size(max = LONGEST_TITLE) String title) {}

    @GET
    public Uni<Envelope<List<Conversations.Entry>>> list(
            @RestQuery @Size(max = 200) String q,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery String cursor) {
        return conversations.list(planner.id(), q, limit, PageCursor.of(cursor, "conv_"));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Envelope<Conversations.Entry>> begin(@Valid Opening opening) {
        String title =
                opening == null || opening.title() == null ? "" : TextSanitizer.text(opening.title(), LONGEST_TITLE);
        return conversations.begin(planner.id(), title).map(Envelope::of);
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<Replies.History>> history(@RestPath String id) {
        return replies.history(id, planner.id()).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    public Uni<Envelope<Conversations.Entry>> rename(@RestPath String id, @NotNull @Valid Title body) {
        return conversations
                .rename(id, planner.id(), TextSanitizer.name("title", body.title(), LONGEST_TITLE))
                .map(Envelope::of);
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@RestPath String id) {
        return conversations.remove(id, planner.id());
    }

    @POST
    @Path("/{id}/stop")
    public Uni<Envelope<Replies.Seen>> stop(@RestPath String id) {
        return replies.stop(id, planner.id()).map(Envelope::of);
    }
}
