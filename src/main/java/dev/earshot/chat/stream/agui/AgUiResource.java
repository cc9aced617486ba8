package dev.earshot.chat.stream.agui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.audience.Rule;
import dev.earshot.chat.Prompt;
import dev.earshot.chat.ReplyMetadata;
import dev.earshot.chat.run.ConversationLookup;
import dev.earshot.chat.run.Drafts;
import dev.earshot.chat.run.PromptIntake;
import dev.earshot.chat.run.Replies;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.chat.stream.StreamRequest;
import dev.earshot.chat.stream.StreamResponses;
import dev.earshot.common.ApiException;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
import dev.earshot.http.limit.LimitedStream;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The chat for front ends that speak AG-UI, such as {@code HttpAgent} and CopilotKit. A run without a prompt shows what
 * was said, and then the reply that is being made from its start, or else the latest, so that a page that is loaded
 * again goes on.
 */
@Path("/chat/ag-ui")
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class AgUiResource {
    private final PromptIntake prompts;
    private final ConversationLookup conversations;
    private final Drafts drafts;
    private final Replies replies;
    private final ReplyOutcomes outcomes;
    private final ObjectMapper json;
    private final Planner planner;

    AgUiResource(
            PromptIntake prompts,
            ConversationLookup conversations,
            Drafts drafts,
            Replies replies,
            ReplyOutcomes outcomes,
            ObjectMapper json,
            Planner planner) {
        this.prompts = prompts;
        this.conversations = conversations;
        this.drafts = drafts;
        this.replies = replies;
        this.outcomes = outcomes;
        this.json = json;
        this.planner = planner;
    }

    @POST
    @LimitedStream
    @Uncompressed
    public Uni<RestResponse<Object>> run(@NotNull @Valid RunInput input) {
        String owner = planner.id();
        Optional<String> said = input.prompt();
        if (said.isEmpty()) {
            return conversations
                    .find(owner, input.threadId())
                    .chain(known -> known.flatMap(conversation -> conversation
                                    .running()
                                    .or(conversation::latest)
                                    .map(reply -> shown(input, owner, conversation.id(), reply)))
                            .orElseGet(() -> Uni.createFrom().item(nothing(input))));
        }
        String prompt = Prompt.valid("messages", said.get());
        return edited(owner, input)
                .chain(() -> prompts.askIn(owner, input.threadId(), prompt, true))
                .map(turn -> stream(turn.messageId(), format(input, turn.conversationId(), turn.messageId())));
    }

    /** A page that is loaded again gets what was said before the reply, and then the reply. */
    private Uni<RestResponse<Object>> shown(RunInput input, String owner, String conversationId, String reply) {
        return replies.messages(conversationId, owner)
                .map(said -> stream(
                        reply, format(input, conversationId, reply).after(MessagesSnapshot.before(reply, said))));
    }

    /** A page with a new thread runs before anything is said. */
    private static RestResponse<Object> nothing(RunInput input) {
        if (!input.messages().isEmpty()) {
            throw ApiException.invalid("INVALID_INPUT", "messages", "must end with the user's message in a new thread");
        }
        return StreamResponses.<Object>of(AgUiFormat.nothing(input).toString()).build();
    }

    /** Takes over what the front end has changed in the draft of the reply that it was shown last. */
    private Uni<Void> edited(String owner, RunInput input) {
        Optional<SharedState> state = state(input.state());
        if (state.isEmpty() || state.get().draft() == null || state.get().after() == null) {
            return Uni.createFrom().voidItem();
        }
        Rule draft = state.get().draft();
        String after = state.get().after();
        return conversations
                .find(owner, input.threadId())
                .chain(known -> known.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outcomes.of(after)
                                .chain(reply -> reply.conversationId()
                                                        .equals(known.get().id())
                                                && !reply.metadata()
                                                        .map(ReplyMetadata::draft)
                                                        .equals(Optional.of(draft))
                                        ? drafts.change(known.get().id(), owner, draft, Optional.of(after))
                                                .replaceWithVoid()
                                        : Uni.createFrom().voidItem()));
    }

    /** Of a front end's state only our part is read; there may be anything else. */
    private Optional<SharedState> state(JsonNode state) {
        if (state == null || !state.isObject() || !state.has("draft")) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.treeToValue(state, SharedState.class));
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("INVALID_INPUT", "state.draft", "is not a rule");
        }
    }

    /** Stops the reply: the client's own {@code abortRun()} only hangs up. 204 in any case. */
    @POST
    @Path("/{threadId}/stop")
    public Uni<Void> stop(@RestPath String threadId) {
        return replies.stopIfRunning(threadId, planner.id());
    }

    private AgUiFormat format(RunInput input, String conversationId, String messageId) {
        return new AgUiFormat(input, conversationId, messageId, outcomes);
    }

    private static RestResponse<Object> stream(String messageId, AgUiFormat format) {
        return StreamResponses.<Object>of(StreamRequest.begin(messageId, format))
                .build();
    }
}
