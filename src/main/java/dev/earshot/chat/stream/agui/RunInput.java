package dev.earshot.chat.stream.agui;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.chat.run.ConversationLookup;
import dev.earshot.chat.stream.ContentParts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * AG-UI's {@code RunAgentInput}. Tools, context and what else a front end sends are passed over.
 *
 * @param threadId the conversation's: ours, or one that the front end made up
 * @param runId comes back in the events
 * @param messages the prompt is the last one, if it is the user's; else the run goes on where the last one is
 * @param state may hold an edited draft
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunInput(
        @NotNull @Size(min = 1, max = ConversationLookup.LONGEST_ID)
        String threadId,

        @NotNull @Size(min = 1, max = ConversationLookup.LONGEST_ID)
        String runId,

        @NotNull List<@Valid @NotNull Message> messages,

        @Schema(implementation = Object.class, description = "May hold an edited draft.")
        JsonNode state) {

    /**
     * A message.
     *
     * @param role {@code user}, {@code assistant} and others
     * @param content a text, or parts of which the texts are read
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Message(
            String id,
            @NotNull String role,

            @Schema(implementation = Object.class, description = "A text, or a list of parts.")
            JsonNode content) {}

    /** The prompt; none if there is nothing that the user said last. */
    Optional<String> prompt() {
        return messages.isEmpty() || !messages.get(messages.size() - 1).role().equals("user")
                ? Optional.empty()
                : Optional.of(
                        ContentParts.text(messages.get(messages.size() - 1).content()));
    }
}
