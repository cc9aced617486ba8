package dev.earshot.chat.stream.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.chat.Prompt;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.run.ConversationLookup;
import dev.earshot.chat.run.PromptIntake;
import dev.earshot.chat.run.Replies;
import dev.earshot.chat.run.ReplyOutcomes;
import dev.earshot.chat.stream.ContentParts;
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
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The chat for OpenAI's clients: chat completions, streamed or not, and the list of models, which names one. Only the
 * last message is read. What was said before is here already: in the conversation that {@code metadata.conversation_id}
 * names, or else in the one whose latest reply the request quotes; if there is neither, a new one begins.
 */
@Path(OpenAiResource.ROOT)
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class OpenAiResource {
    static final String ROOT = "/v1/";

    private static final String CONVERSATION = "conversation_id";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final PromptIntake prompts;
    private final ConversationLookup conversations;
    private final Replies replies;
    private final ReplyOutcomes outcomes;
    private final InstantSource clock;
    private final Planner planner;

    OpenAiResource(
            PromptIntake prompts,
            ConversationLookup conversations,
            Replies replies,
            ReplyOutcomes outcomes,
            InstantSource clock,
            Planner planner) {
        this.prompts = prompts;
        this.conversations = conversations;
        this.replies = replies;
        this.outcomes = outcomes;
        this.clock = clock;
        this.planner = planner;
    }

    /**
     * OpenAI's request. Sampling, tools and what else a client sends are passed over.
     *
     * @param model {@code earshot}
     * @param messages the last must be the user's; 1 to 4,000 characters of text
     * @param metadata {@code conversation_id}: ours, or one that the client made up
     * @param n absent, or 1
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CompletionRequest(
            @NotNull String model,
            @NotEmpty List<@Valid @NotNull Said> messages,
            Boolean stream,
            @JsonProperty("stream_options") StreamOptions streamOptions,
            Map<String, String> metadata,
            Integer n) {

        /**
         * A message.
         *
         * @param role {@code user}, {@code assistant} and others
         * @param content a text, or parts of which the texts are read
         */
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record Said(
                @NotNull String role,

                @Schema(implementation = Object.class, description = "A text, or a list of parts.")
                JsonNode content) {
            String text() {
                return ContentParts.text(content);
            }
        }

        /** Whether the last chunk tells the usage. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        public record StreamOptions(
                @JsonProperty("include_usage") Boolean includeUsage) {}

        private Said last() {
            return messages.get(messages.size() - 1);
        }

        private Optional<String> quoted() {
            return messages.stream()
                    .filter(message -> message.role().equals("assistant"))
                    .reduce((earlier, later) -> later)
                    .map(Said::text);
        }

        private int characters() {
            return messages.stream()
                    .mapToInt(message -> message.text().length())
                    .sum();
        }

        private boolean isStreamed() {
            return Boolean.TRUE.equals(stream);
        }

        private boolean wantsUsage() {
            return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
        }
    }

    /**
     * A model.
     *
     * @param created seconds since 1970
     */
    public record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy) {
        private static final Model EARSHOT = new Model(Completion.MODEL, "model", 0, "earshot");
    }

    /** OpenAI's form of a list. */
    public record Models(String object, List<Model> data) {}

    @GET
    @Path("/models")
    public Models models() {
        return new Models("list", List.of(Model.EARSHOT));
    }

    @GET
    @Path("/models/{model}")
    public Model model(@RestPath String model) {
        return known(model);
    }

    private static Model known(String model) {
        if (!Completion.MODEL.equals(model)) {
            throw ApiException.unknown("model_not_found", "There is no such model; the only one is earshot");
        }
        return Model.EARSHOT;
    }

    @POST
    @Path("/chat/completions")
    @LimitedStream
    @Uncompressed
    public Uni<RestResponse<Object>> complete(@NotNull @Valid CompletionRequest request) {
        known(request.model());
        if (request.n() != null && request.n() != 1) {
            throw ApiException.invalid("INVALID_INPUT", "n", "must be 1: there is one reply to a prompt");
        }
        if (!request.last().role().equals("user")) {
            throw ApiException.invalid("INVALID_INPUT", "messages", "must end with the user's message");
        }
        String prompt = Prompt.valid("messages", request.last().text());
        String owner = planner.id();
        Completion completion = new Completion(clock.instant(), request.characters());
        Uni<AgentRequest> begun = begin(owner, request, prompt);
        return request.isStreamed()
                ? begun.map(turn -> stream(completion, turn, request.wantsUsage()))
                : begun.chain(turn -> replies.ended(turn.messageId(), owner))
                        .chain(reply -> outcomes.of(reply.id()).map(outcome -> answer(completion, reply, outcome)));
    }

    private Uni<AgentRequest> begin(String owner, CompletionRequest request, String prompt) {
        String named = request.metadata() == null ? null : request.metadata().get(CONVERSATION);
        if (named != null) {
            return prompts.askIn(owner, named, prompt, request.isStreamed());
        }
        return request.quoted()
                .map(reply -> conversations.quoting(owner, reply))
                .orElse(Uni.createFrom().item(Optional.empty()))
                .chain(known -> prompts.ask(
                        owner, known.map(ConversationLookup.Known::id).orElse(null), prompt, request.isStreamed()));
    }

    private RestResponse<Object> stream(Completion completion, AgentRequest turn, boolean withUsage) {
        StreamRequest request = StreamRequest.begin(
                turn.messageId(), new CompletionFormat(completion, turn.messageId(), withUsage, outcomes));
        return StreamResponses.<Object>of(request).build();
    }

    private static RestResponse<Object> answer(
            Completion completion, Replies.Seen reply, ReplyOutcomes.Outcome outcome) {
        return switch (reply.status()) {
            case COMPLETE, STOPPED ->
                RestResponse.ResponseBuilder.<Object>ok(
                                completion.answer(reply, outcome).encode(), MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            default -> throw ApiException.busy(reply.status().name(), "The agent could not finish its reply", RETRY);
        };
    }
}
