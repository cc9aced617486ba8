package dev.earshot.chat.api;

import dev.earshot.chat.Prompt;
import dev.earshot.chat.Rating;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.run.PromptIntake;
import dev.earshot.chat.run.Replies;
import dev.earshot.common.PlainText;
import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Prompts whose reply the caller waits for, and actions on a reply. */
@Path("/chat/messages")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class MessageResource {
    private final PromptIntake prompts;
    private final Replies replies;
    private final Planner planner;

    MessageResource(PromptIntake prompts, Replies replies, Planner planner) {
        this.prompts = prompts;
        this.replies = replies;
        this.planner = planner;
    }

    /**
     * A prompt.
     *
     * @param conversationId the conversation; a new one if absent
     * @param content 1 to 4,000 characters, not blank
     */
    public record Sent(
            String conversationId,
            @NotBlank @Size(max = Prompt.LONGEST) String content) {
        public Sent {
            content = new Prompt(content).content();
        }
    }

    /**
     * A planner's opinion of a reply.
     *
     * @param rating {@code up} or {@code down}
     * @param comment up to 1,000 characters
     */
    public record Feedback(
            @NotNull Rating rating, @Size(max = 1000) String comment) {
        public Feedback {
            comment = comment == null ? null : PlainText.of(comment);
        }
    }

    @POST
    public Uni<RestResponse<Envelope<Replies.Seen>>> send(@NotNull @Valid Sent prompt) {
        return made(prompts.ask(planner.id(), prompt.conversationId(), prompt.content(), false));
    }

    @POST
    @Path("/{id}/regenerate")
    public Uni<RestResponse<Envelope<Replies.Seen>>> regenerate(@RestPath String id) {
        return made(prompts.again(planner.id(), id, false));
    }

    @POST
    @Path("/{id}/feedback")
    public Uni<Void> rate(@RestPath String id, @NotNull @Valid Feedback feedback) {
        return replies.rate(id, planner.id(), feedback.rating(), feedback.comment());
    }

    private Uni<RestResponse<Envelope<Replies.Seen>>> made(Uni<AgentRequest> begun) {
        String owner = planner.id();
        return begun.chain(turn -> replies.ended(turn.messageId(), owner))
                .map(reply -> RestResponse.ResponseBuilder.<Envelope<Replies.Seen>>created(
                                URI.create("/chat/conversations/" + reply.conversationId()))
                        .entity(Envelope.of(reply))
                        .build());
    }
}
