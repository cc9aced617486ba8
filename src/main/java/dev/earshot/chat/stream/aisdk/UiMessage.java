package dev.earshot.chat.stream.aisdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.chat.MessageRole;
import dev.earshot.chat.run.Replies;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as the AI SDK's front ends hold it.
 *
 * @param role {@code user}, {@code assistant} or {@code system}
 * @param parts its text and data, in order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UiMessage(String id, @NotNull String role, List<Part> parts) {
    static final String USER = "user";

    public UiMessage {
        parts = parts == null ? List.of() : parts;
    }

    /**
     * A part of a message.
     *
     * @param type {@code text}, {@code data-signals}, {@code data-draft}; others are passed over
     * @param text of a text
     * @param data of a data part
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String type,
            String text,
            @Schema(implementation = Object.class) JsonNode data) {}

    static UiMessage of(Replies.Seen message, ObjectMapper json) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("text", message.content(), null));
        if (message.role() == MessageRole.USER) {
            return new UiMessage(message.id(), USER, parts);
        }
        parts.add(new Part(
                "data-signals",
                null,
                json.createObjectNode()
                        .set("signals", json.valueToTree(message.metadata().suggestedSignals()))));
        parts.add(
                new Part("data-draft", null, json.valueToTree(message.metadata().draft())));
        return new UiMessage(message.id(), "assistant", parts);
    }

    String text() {
        return parts.stream()
                .filter(part -> part != null && "text".equals(part.type()) && part.text() != null)
                .map(Part::text)
                .collect(Collectors.joining("\n"));
    }
}
