package dev.earshot.chat.stream.aisdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.chat.MessageStatus;
import dev.earshot.chat.Prompt;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.run.ConversationLookup;
import dev.earshot.chat.run.PromptIntake;
import dev.earshot.chat.run.Replies;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.chat.stream.StreamRequest;
import dev.earshot.chat.stream.StreamResponses;
import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
import dev.earshot.http.limit.LimitedStream;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The chat for {@code useChat} of the AI SDK with its {@code DefaultChatTransport}. Only the last message of a request
 * is read: what was said before is here already.
 */
@Path("/chat/ui")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class AiSdkResource {
    private static final String REGENERATE = "regenerate-message";

    private final PromptIntake prompts;
    private final ConversationLookup conversations;
    private final Replies replies;
    private final ReplyOutcomes outcomes;
    private final ObjectMapper json;
    private final Planner planner;

    AiSdkResource(
            PromptIntake prompts,
            ConversationLookup conversations,
            Replies replies,
            ReplyOutcomes outcomes,
            ObjectMapper json,
            Planner planner) {
        this.prompts = prompts;
        this.conversations = conversations;
        this.replies = replies;
        this.outcomes = outcomes;
        this.json = json;
        this.planner = planner;
    }

    /**
     * What the transport sends.
     *
     * @param id the conversation's: ours, or one that the front end made up
     * @param messages the last must be the planner's; 1 to 4,000 characters of text
     * @param trigger {@code submit-message}, or {@code regenerate-message} for another reply to the last prompt
     * @param messageId the reply to make anew; the latest if absent or not ours
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record UiRequest(
            @NotNull @Size(min = 1, max = ConversationLookup.LONGEST_ID)
            String id,

            @NotEmpty List<@Valid @NotNull UiMessage> messages,
            String trigger,
            String messageId) {}

    @POST
    @LimitedStream
    @Uncompressed
    public Uni<RestResponse<StreamRequest>> ask(@NotNull @Valid UiRequest request) {
        return REGENERATE.equals(request.trigger()) ? again(request) : begin(request);
    }

    private Uni<RestResponse<StreamRequest>> begin(UiRequest request) {
        UiMessage last = request.messages().get(request.messages().size() - 1);
        if (!UiMessage.USER.equals(last.role())) {
            throw ApiException.invalid("INVALID_INPUT", "messages", "must end with the user's message");
        }
        String prompt = Prompt.valid("messages", last.text());
        return prompts.askIn(planner.id(), request.id(), prompt, true).map(this::stream);
    }

    /** A prompt that never arrived here is asked for the first time. */
    private Uni<RestResponse<StreamRequest>> again(UiRequest request) {
        String owner = planner.id();
        return conversations.find(owner, request.id()).chain(known -> {
            Optional<String> latest = known.flatMap(ConversationLookup.Known::latest);
            if (latest.isEmpty()) {
                return begin(request);
            }
            String reply = request.messageId() != null && request.messageId().startsWith("msg_")
                    ? request.messageId()
                    : latest.get();
            return prompts.again(owner, reply, true).map(this::stream);
        });
    }

    /** The reply that is being made, from its start; 204 if none is. */
    @GET
    @Path("/{id}/stream")
    @LimitedStream
    @Uncompressed
    public Uni<RestResponse<StreamRequest>> resume(@RestPath String id) {
        return conversations
                .find(planner.id(), id)
                .map(known -> known.flatMap(
                                conversation -> conversation.running().map(reply -> stream(conversation.id(), reply)))
                        .orElseGet(RestResponse::noContent));
    }

    /** What was said, for a page that is loaded again; a reply that is being made is left to {@code …/stream}. */
    @GET
    @Path("/{id}/messages")
    public Uni<Envelope<List<UiMessage>>> messages(@RestPath String id) {
        String owner = planner.id();
        return conversations
                .find(owner, id)
                .chain(known -> known.map(conversation -> replies.messages(conversation.id(), owner)
                                .map(said -> said.stream()
                                        .filter(message -> message.status() != MessageStatus.STREAMING)
                                        .map(message -> UiMessage.of(message, json))
                                        .toList()))
                        .orElse(Uni.createFrom().item(List.of())))
                .map(Envelope::of);
    }

    /** Stops the reply: the transport's own {@code stop()} only hangs up, as a closed tab does. 204 in any case. */
    @POST
    @Path("/{id}/stop")
    public Uni<Void> stop(@RestPath String id) {
        return replies.stopIfRunning(id, planner.id());
    }

    private RestResponse<StreamRequest> stream(AgentRequest turn) {
        return stream(turn.conversationId(), turn.messageId());
    }

    private RestResponse<StreamRequest> stream(String conversationId, String messageId) {
        return StreamResponses.of(StreamRequest.begin(messageId, new AiSdkFormat(conversationId, messageId, outcomes)))
                .header("x-vercel-ai-ui-message-stream", "v1")
                .build();
    }
}
