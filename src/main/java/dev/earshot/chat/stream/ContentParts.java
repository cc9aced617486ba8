package dev.earshot.chat.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A message's content as AG-UI and OpenAI have it: a text, or a list of parts. */
public final class ContentParts {
    private ContentParts() {}

    /** All its text; what is not text is passed over. */
    public static String text(JsonNode content) {
        if (content == null || !content.isArray()) {
            return content == null || !content.isTextual() ? "" : content.textValue();
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> {
            if (part.path("text").isTextual()) {
                texts.add(part.path("text").textValue());
            }
        });
        return String.join("\n", texts);
    }
}
