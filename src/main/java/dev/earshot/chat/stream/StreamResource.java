package dev.earshot.chat.stream;

import dev.earshot.chat.Prompt;
import dev.earshot.chat.run.LastEventId;
import dev.earshot.chat.run.PromptIntake;
import dev.earshot.chat.run.Replies;
import dev.earshot.http.StrictJsonReader;
import dev.earshot.http.auth.Planner;
import dev.earshot.http.limit.LimitedStream;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Replies as they are made. A request with {@code Last-Event-ID} resumes that reply, whatever else it says, so that an
 * {@code EventSource} that repeats its request never runs a prompt twice; {@code <messageId>/0} follows from the start.
 * A viewer that has seen the end gets 204, which makes an {@code EventSource} stop.
 */
@Path("/chat/conversations/{id}/stream")
@LimitedStream
@CustomDeserialization(StrictJsonReader.class)
@RolesAllowed("planner")
public class StreamResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final PromptIntake prompts;
    private final Replies replies;
    private final Validator validator;
    private final Planner planner;

    StreamResource(PromptIntake prompts, Replies replies, Validator validator, Planner planner) {
        this.prompts = prompts;
        this.replies = replies;
        this.validator = validator;
        this.planner = planner;
    }

    @GET
    @Uncompressed
    public Uni<RestResponse<StreamRequest>> stream(
            @RestPath String id, @RestQuery String content, @RestHeader(LAST_EVENT_ID) String lastEventId) {
        return lastEventId == null ? ask(id, new Prompt(content)) : resume(id, LastEventId.of(lastEventId));
    }

    /** The same, for prompts that must not appear in an access log. */
    @POST
    @Uncompressed
    public Uni<RestResponse<StreamRequest>> stream(
            @RestPath String id, Prompt prompt, @RestHeader(LAST_EVENT_ID) String lastEventId) {
        return lastEventId == null
                ? ask(id, prompt == null ? new Prompt(null) : prompt)
                : resume(id, LastEventId.of(lastEventId));
    }

    /** HEAD must not run a prompt, as GET would: the framework answers HEAD by GET unless there is a method for it. */
    @HEAD
    @Operation(hidden = true)
    public void head() {
        throw new NotAllowedException(HttpMethod.GET, new String[] {HttpMethod.POST});
    }

    private static RestResponse<StreamRequest> stream(StreamRequest viewing) {
        return StreamResponses.of(viewing).build();
    }

    private Uni<RestResponse<StreamRequest>> ask(String conversationId, Prompt prompt) {
        Set<ConstraintViolation<Prompt>> violations = validator.validate(prompt);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return prompts.ask(planner.id(), conversationId, prompt.content(), true)
                .map(turn ->
                        stream(StreamRequest.begin(turn.messageId(), EarshotFormat.fromTheStart(turn.messageId()))));
    }

    private Uni<RestResponse<StreamRequest>> resume(String conversationId, LastEventId seen) {
        return replies.goesOn(conversationId, seen, planner.id())
                .map(more -> more
                        ? stream(new StreamRequest(seen.messageId(), seen.frame(), EarshotFormat.resumed()))
                        : RestResponse.noContent());
    }
}
